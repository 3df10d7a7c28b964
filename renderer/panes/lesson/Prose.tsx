/** Markdown as React elements, from a syntax tree and an allow-list of node types: nothing in a lesson is ever HTML. */
import type { RootContent } from 'mdast';
import { Fragment, type ReactNode } from 'react';
import { isCommandLine, textOf } from '../../../simulations';
import { text } from '../../text/en';

interface Props {
  /** Types a command of the text where the lesson has a command line. */
  readonly onCommand?: ((line: string) => void) | undefined;
}

export function Prose({ nodes, onCommand }: Props & { readonly nodes: readonly RootContent[] }): ReactNode {
  return nodes.map((node, i) => <ProseNode key={i} node={node} onCommand={onCommand} />);
}

function ProseNode({ node, onCommand }: Props & { readonly node: RootContent }): ReactNode {
  const inner =
    'children' in node ? (
      <Prose nodes={node.children as readonly RootContent[]} onCommand={onCommand} />
    ) : null;
  switch (node.type) {
    case 'paragraph':
      return <p>{inner}</p>;
    case 'text':
      return <Fragment>{node.value}</Fragment>;
    case 'strong':
      return <b>{inner}</b>;
    case 'emphasis':
      return <i>{inner}</i>;
    case 'inlineCode':
      return onCommand !== undefined && isCommandLine(node.value) ? (
        <button
          type="button"
          className="lesson-command"
          title={text.lesson.type}
          onClick={() => onCommand(node.value)}
        >
          <code>{node.value}</code>
        </button>
      ) : (
        <code>{node.value}</code>
      );
    case 'list':
      return node.ordered === true ? <ol>{inner}</ol> : <ul>{inner}</ul>;
    case 'listItem':
      return <li>{inner}</li>;
    case 'heading':
      return <h3>{inner}</h3>;
    default:
      // Anything else, raw HTML and pictures included, is shown as the text that it is.
      return <Fragment>{textOf(node)}</Fragment>;
  }
}
