import { Injectable } from '@nestjs/common';
import { escapeHtml } from '../../kernel/escape-html';
import { REFUSALS, Refusal, type RefusalType } from '../../kernel/refusal';
import { accepted, HTML_TYPE, JSON_TYPE } from '../media-types';
import { RECORD_TEXTS } from './record.texts';
import { type ProblemText, REQUEST_TEXTS } from './request.texts';

/** Every type has its text: one that has none does not compile. */
const TEXTS: Readonly<Record<RefusalType, ProblemText>> = { ...REQUEST_TEXTS, ...RECORD_TEXTS };

interface DescribedProblem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly means: string;
  readonly remedy: string;
}

/** A page or a JSON document, with the media type that it is in. */
export interface Described {
  readonly type: string;
  readonly bytes: Buffer;
}

const isKnown = (suffix: string): suffix is RefusalType => Object.hasOwn(REFUSALS, suffix);

function describe(suffix: RefusalType): DescribedProblem {
  const [means, remedy] = TEXTS[suffix];
  return { type: `/problems/${suffix}`, ...REFUSALS[suffix], means, remedy };
}

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Predicate</title>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>
`;

const pageOf = ({ type, title, status, means, remedy }: DescribedProblem): string =>
  page(
    title,
    `<p>HTTP status ${status}, problem type <code>${escapeHtml(type)}</code> (RFC 9457)</p>
<h2>What it means</h2>
<p>${escapeHtml(means)}</p>
<h2>What to do</h2>
<p>${escapeHtml(remedy)}</p>
<p><a href="/problems">All problem types</a></p>`,
  );

const rowOf = ({ type, title, status }: DescribedProblem): string =>
  `<tr><td>${status}</td><td><a href="${escapeHtml(type)}">${escapeHtml(type)}</a></td><td>${escapeHtml(title)}</td></tr>`;

const listOf = (problems: readonly DescribedProblem[]): string =>
  page(
    'Problem types',
    `<p>Every error is answered as problem details (RFC 9457), with one of these types.</p>
<table>
<thead><tr><th scope="col">Status</th><th scope="col">Type</th><th scope="col">Title</th></tr></thead>
<tbody>
${problems.map(rowOf).join('\n')}
</tbody>
</table>`,
  );

/** The closed list of problem types, one page each: what `type` of an answer leads to (RFC 9457 §3.1.1). */
@Injectable()
export class ProblemPages {
  private readonly all = (Object.keys(REFUSALS) as RefusalType[]).map(describe);

  list(accept: string | undefined): Described {
    return this.described(accept, { items: this.all }, () => listOf(this.all));
  }

  /** Throws `not-found` for what is no type of ours. */
  one(suffix: string, accept: string | undefined): Described {
    if (!isKnown(suffix)) throw Refusal.notFound(`The problem type “${suffix.slice(0, 80)}”`);
    const problem = describe(suffix);
    return this.described(accept, problem, () => pageOf(problem));
  }

  private described(accept: string | undefined, json: object, html: () => string): Described {
    const isJson = accepted(accept, [HTML_TYPE, JSON_TYPE]) === JSON_TYPE;
    const text = isJson ? JSON.stringify(json) : html();
    return { type: `${isJson ? JSON_TYPE : HTML_TYPE}; charset=utf-8`, bytes: Buffer.from(text) };
  }
}
