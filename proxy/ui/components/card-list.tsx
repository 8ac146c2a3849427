import { Icon, type IconName } from './icon.tsx';

export type Card = {
  href: string;
  icon: IconName;
  title: string;
  text: string;
  /** A word in the corner: "Recommended". */
  badge?: string | undefined;
};

/** Ways to choose from, the best first. Each card is one link. */
export function CardList({ cards }: { cards: readonly Card[] }) {
  return (
    <ul class="cards">
      {cards.map(({ href, icon, title, text, badge }) => (
        <li key={href}>
          <a class="card" href={href}>
            <span class="card-icon">
              <Icon name={icon} />
            </span>
            <span class="card-words">
              <strong>
                {title} {badge && <span class="aui-lozenge">{badge}</span>}
              </strong>
              <span>{text}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
