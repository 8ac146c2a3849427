/** Where somebody is in something that takes several pages. */
export function Steps({ steps, current }: { steps: readonly string[]; current: number }) {
  return (
    <ol class="progress-steps" aria-label="Steps">
      {steps.map((step, at) => (
        <li
          key={step}
          class={at < current ? 'step-done' : at === current ? 'step-current' : undefined}
          {...(at === current ? { 'aria-current': 'step' } : {})}
        >
          {step}
          {at < current && <span class="assistive"> (done)</span>}
        </li>
      ))}
    </ol>
  );
}
