// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { askText } from "../api";
import type { Document, Paragraph } from "../types";
import { VOICES, markWords } from "../words";
import { matchLights, pieces } from "./lit_text";
import type { Piece } from "./lit_text";
import { damageLights, litByParagraph, paragraphLights } from "./lights";
import type { Lit } from "./lights";
import { documentPath } from "../shared/paths";

function PieceText({ piece }: { piece: Piece }): JSX.Element {
  const { light, text } = piece;
  if (!light) {
    return <>{text}</>;
  }
  if (light.kind === "damage") {
    return (
      <span class="damage" title={light.title}>
        {text}
        <span class="hidden"> ({light.title})</span>
      </span>
    );
  }
  const lit = <mark class={light.kind} title={light.title || undefined}>{text}</mark>;
  return light.href ? <a href={light.href}>{lit}</a> : lit;
}

interface ParagraphProps {
  read: Document;
  paragraph: Paragraph;
  place: number;
  lit: Lit[];
  matches: Set<string>;
  text: string | null;
}

function ParagraphText({ read, paragraph, place, lit, matches, text }: ParagraphProps): JSX.Element {
  const lights = [
    ...paragraphLights(paragraph, lit),
    ...matchLights(paragraph.text, matches),
    ...damageLights(read, paragraph, text),
  ];
  const anchor = paragraph.id.slice(paragraph.id.lastIndexOf("/") + 1);
  const voice = VOICES[paragraph.voice];
  return (
    <section class={`paragraph ${paragraph.voice}`} id={anchor} tabIndex={-1}>
      {paragraph.heading && <h2>{paragraph.heading}</h2>}
      <p>
        <a class="permalink" href={`#${anchor}`} aria-label={`Link to paragraph ${paragraph.number ?? place}`}>
          {paragraph.number === null ? "¶" : `¶${paragraph.number}`}
        </a>{" "}
        {paragraph.mark && (
          <abbr class="portion" title={markWords(paragraph.mark)}>
            ({paragraph.mark})
          </abbr>
        )}{" "}
        {voice && <span class="voice">{voice}</span>}{" "}
        {pieces(paragraph.text, lights).map((piece, i) => (
          <PieceText key={i} piece={piece} />
        ))}
      </p>
    </section>
  );
}

/** The whole text, fetched only where damage is to be shown in place. */
function useWholeText(read: Document): string | null {
  const [text, setText] = useState<string | null>(null);
  const damaged = read.warnings.some((warning) => warning.span);
  useEffect(() => {
    if (damaged) {
      askText(`${documentPath(read.id)}/text`).then(setText, () => setText(null));
    }
  }, [read.id, damaged]);
  return text;
}

export function Paragraphs({ read, kinds, matches }: { read: Document; kinds: Set<string>; matches: Set<string> }): JSX.Element {
  const text = useWholeText(read);
  const lit = useMemo(() => litByParagraph(read, kinds), [read, kinds]);
  return (
    <div class="text">
      {read.paragraphs.map((paragraph, i) => (
        <ParagraphText key={paragraph.id} read={read} paragraph={paragraph} place={i + 1} lit={lit.get(i + 1) ?? []} matches={matches} text={text} />
      ))}
    </div>
  );
}
