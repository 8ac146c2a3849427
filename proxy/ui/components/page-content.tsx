import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

type Props = {
  icon: IconName;
  title: string;
  tone?: 'calm' | 'warning' | 'success';
  /** `wide` for pages with a picture beside text, `full` for lists. */
  size?: 'small' | 'wide' | 'full';
  children: ComponentChildren;
};

/** The inside of the panel: a sign, the page's only h1, and what follows. */
export function PageContent({ icon, title, tone = 'calm', size = 'small', children }: Props) {
  return (
    <div class={`page-content page-content-${size}`}>
      <span class={`page-sign page-sign-${tone}`}>
        <Icon name={icon} />
      </span>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
