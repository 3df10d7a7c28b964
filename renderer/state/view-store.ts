/** What the window shows and what is selected: nothing of the simulated world. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Settings } from '../../main/bridge';
import type { StepSize } from '../engine/protocol';
import type { LayerId, Scene, Way } from '../../simulations';
import type { LabSession } from './lab-session';
import type { Supposed } from './supposed';

export type Mode = 'start' | 'explore' | 'timeline' | 'compare' | 'build' | 'lessons';
export type CompareTab = 'runs' | 'sweep' | 'graph';
/** How near the stage is. */
export const LEVELS = ['centre', 'hosts', 'sandbox', 'process'] as const;
export type Level = (typeof LEVELS)[number];
export type PopPane = 'results' | 'terminal';
export type BottomTab = 'terminal' | 'log' | 'outline';

export interface Notice {
  readonly words: string;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

export interface Pick {
  readonly title: string;
  readonly options: readonly {
    readonly id: string;
    readonly label: string;
    readonly detail: string;
    readonly run: () => void;
  }[];
}

export interface ViewState {
  readonly mode: Mode;
  /** Another view than the start page has been shown: there is something to go on with. */
  readonly begun: boolean;
  readonly compareTab: CompareTab;
  readonly level: Level;
  /** What is followed through the layers of an opened sandbox. */
  readonly way: Way;
  /** What a provider hides is shown. */
  readonly curtainUp: boolean;
  /** What a step is. */
  readonly stepSize: StepSize;
  readonly selection: string | null;
  readonly peeled: LayerId | null;
  /** A fault of which somebody asks what it would do. */
  readonly supposed: Supposed | null;
  readonly bottomTab: BottomTab;
  /** Where the window is narrow the inspector is a drawer, and this says whether it is out. */
  readonly inspectorOpen: boolean;
  readonly exportOpen: boolean;
  readonly keysOpen: boolean;
  readonly paletteOpen: boolean;
  /** What was typed for the terminal before it was there; it takes it. */
  readonly typedAhead: readonly string[];
  /** The terminal had the keys when projector mode came: it gets them back. */
  readonly wasTyping: boolean;
  /** Panes that are shown in windows of their own. */
  readonly poppedOut: readonly PopPane[];
  readonly settingsOpen: boolean;
  readonly settings: Settings;
  /** What the system prefers, for the theme 'system'. */
  readonly systemTheme: 'light' | 'dark';
  readonly spoken: string;
  /** What a person should know or decide, until it is put away. */
  readonly notice: Notice | null;
  /** The palette asks for one of these, instead of a command. */
  readonly pick: Pick | null;
  /** The lesson that is open. */
  readonly lesson: { readonly number: number; readonly title: string; readonly lab: LabSession } | null;
  /** The scene at the last "describe change". */
  readonly described: Scene | null;
}

export type ViewStore = StoreApi<ViewState>;

export function createViewStore(settings: Settings, systemTheme: 'light' | 'dark'): ViewStore {
  return createStore<ViewState>(() => ({
    mode: 'explore',
    begun: settings.startWith !== 'start',
    compareTab: 'runs',
    level: 'hosts',
    way: 'disk',
    curtainUp: false,
    stepSize: 'event',
    selection: null,
    peeled: null,
    supposed: null,
    bottomTab: 'terminal',
    inspectorOpen: false,
    exportOpen: false,
    keysOpen: false,
    paletteOpen: false,
    typedAhead: [],
    wasTyping: false,
    poppedOut: [],
    settingsOpen: false,
    settings,
    systemTheme,
    spoken: '',
    notice: null,
    pick: null,
    lesson: null,
    described: null,
  }));
}

export const themeOf = (state: ViewState): 'light' | 'dark' =>
  state.settings.theme === 'system' ? state.systemTheme : state.settings.theme;

/** The other theme: by following the system where that is what it shows, so that switching twice gives nothing up. */
export function otherTheme(state: ViewState): Settings['theme'] {
  const wanted = themeOf(state) === 'dark' ? 'light' : 'dark';
  return wanted === state.systemTheme ? 'system' : wanted;
}
