import {
  BookOpen,
  Box,
  ChartGantt,
  ChevronDown,
  FileUp,
  GitCompareArrows,
  Hammer,
  ImageDown,
  Moon,
  PanelRight,
  Search,
  Sun,
  type LucideIcon,
} from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../parts/controls';
import { FLOAT_INSPECTOR, useMedia } from '../parts/use-media';
import { shownChord } from '../state/chords';
import { carryOut, chordIn } from '../state/commands';
import type { Mode } from '../state/view-store';
import { openShipped, useLab, useSession, useView } from '../state/session';
import { themeOf } from '../state/view-store';
import { text } from '../text/en';

const MODES: readonly (readonly [Exclude<Mode, 'start'>, LucideIcon])[] = [
  ['explore', Box],
  ['timeline', ChartGantt],
  ['compare', GitCompareArrows],
  ['build', Hammer],
  ['lessons', BookOpen],
];

export function Mark({ size = 18 }: { readonly size?: number }): ReactNode {
  return (
    <svg
      className="mark"
      width={size}
      height={size}
      viewBox="0 0 18 18"
      fill="currentColor"
      aria-hidden="true"
    >
      <path d="M9 1 17 5 9 9 1 5z" />
      <path d="M1 8.2 9 12.2 17 8.2v1.6L9 13.8 1 9.8z" />
      <path d="M1 12.2l8 4 8-4v1.6l-8 4-8-4z" />
    </svg>
  );
}

export function TitleBar(): ReactNode {
  const session = useSession();
  const mode = useView((view) => view.mode);
  const lesson = useView((view) => view.lesson);
  const theme = useView(themeOf);
  const floats = useMedia(FLOAT_INSPECTOR);
  const inspectorOpen = useView((view) => view.inspectorOpen);
  return (
    <header className="title-bar" data-pane>
      <button
        type="button"
        className="mark-button"
        aria-label={text.commands.start}
        aria-current={mode === 'start' ? 'page' : undefined}
        onClick={() => carryOut(session, 'start')}
      >
        <Mark />
      </button>
      <h1 className="visually-hidden">{text.name}</h1>
      <nav className="modes" aria-label={text.title.modes}>
        {MODES.map(([id, Icon]) => (
          <button
            key={id}
            type="button"
            aria-current={mode === id ? 'page' : undefined}
            onClick={() => carryOut(session, id)}
          >
            <Icon size={15} aria-hidden="true" /> <span>{text.modes[id]}</span>
          </button>
        ))}
      </nav>
      {mode !== 'lessons' ? (
        <DocumentMenu />
      ) : (
        <p className="document">
          <span className="quiet">
            {text.title.lesson} {lesson?.number}
          </span>
          <span aria-hidden="true">/</span>
          <b>{lesson?.title}</b>
        </p>
      )}
      <div className="title-tools">
        <button
          type="button"
          className="find-button"
          aria-label={text.palette.title}
          onClick={() => carryOut(session, 'palette')}
        >
          <Search size={14} aria-hidden="true" />
          <span className="find-text">{text.palette.short}</span>
          <kbd>{shownChord(chordIn(session, 'palette'))}</kbd>
        </button>
        {mode === 'explore' && floats && (
          <IconButton
            label={text.inspector.toggle}
            keys="I"
            pressed={inspectorOpen}
            onClick={() => carryOut(session, 'inspector')}
          >
            <PanelRight size={15} />
          </IconButton>
        )}
        <IconButton label={text.title.theme} onClick={() => carryOut(session, 'theme')}>
          {theme === 'dark' ? <Moon size={15} /> : <Sun size={15} />}
        </IconButton>
        <button type="button" className="button" onClick={() => carryOut(session, 'export')}>
          <ImageDown size={15} aria-hidden="true" /> <span className="button-words">{text.title.export}</span>{' '}
          <kbd>{shownChord(chordIn(session, 'export'))}</kbd>
        </button>
      </div>
    </header>
  );
}

function DocumentMenu(): ReactNode {
  const session = useSession();
  const shown = useLab((lab) => lab.frame?.title ?? '');
  const built = useStore(session.edit.store, ({ history, at }) => String(history[at]?.source['title'] ?? ''));
  // What is being built may not run yet: then it is not what the lab shows.
  const title = useView((view) => view.mode) === 'build' && built !== '' ? built : shown;
  // The menu lies inside the banner: all content of the page belongs to a landmark.
  const [holder, setHolder] = useState<HTMLElement | null>(null);
  return (
    <div className="document" ref={setHolder}>
      <span className="quiet">{text.title.scenarios}</span>
      <span aria-hidden="true">/</span>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="document-name">
          <b>{title === '' ? text.title.none : title}</b> <ChevronDown size={14} aria-hidden="true" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal container={holder}>
          <DropdownMenu.Content className="menu" align="center" sideOffset={4}>
            {session.scenarios.map((scenario) => (
              <DropdownMenu.Item
                key={scenario.id}
                className="menu-item"
                onSelect={() => void openShipped(session, scenario)}
              >
                <b>{scenario.title}</b>
                <span>{scenario.summary}</span>
              </DropdownMenu.Item>
            ))}
            <DropdownMenu.Separator className="menu-rule" />
            <DropdownMenu.Item className="menu-item menu-row" onSelect={() => carryOut(session, 'open')}>
              <FileUp size={14} aria-hidden="true" /> {text.title.open}
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  );
}
