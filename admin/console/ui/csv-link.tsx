import { Icon } from '../../../proxy/ui/index.ts';

/** The list as it is filtered now, as a file. */
export function CsvLink({ href, what }: { href: string; what: string }) {
  return (
    <a class="aui-button" href={href} download="">
      <Icon name="download" /> Export CSV<span class="assistive"> of {what}</span>
    </a>
  );
}
