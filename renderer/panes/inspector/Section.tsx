import type { ReactNode } from 'react';

export function Section({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className="inspector-section">
      <h4>
        {title} {aside !== undefined && <span>{aside}</span>}
      </h4>
      {children}
    </section>
  );
}
