import retextEnglish from 'retext-english';
import retextIndefiniteArticle from 'retext-indefinite-article';
import retextRepeatedWords from 'retext-repeated-words';
import { unified } from 'unified';

/** A place in a text, the words there, and what to write instead. */
export interface Remark {
  at: number;
  words: string;
  instead: string;
}

/** Right, though the spelling suggests the other article: names that are read letter by letter. */
const spokenRight =
  /^(?:an\s+(?:MSAL|MFA|SPA|SVG|SSO|HTML|HTTPS?|XML|SMS|SMTP|AADSTS|RSA|SQL|SSL|X|N|F|L|M|S|R|H)\b|a\s+(?:URI|URL|UPN|UUID|UTF|UI|US|one|once|B2C|TLS|PKCE)\b)/i;

const processor = unified()
  .use(retextEnglish)
  .use(retextRepeatedWords)
  .use(retextIndefiniteArticle)
  .use(function () {
    this.compiler = () => '';
  })
  .freeze();

/** Repeated words, and "a" where "an" is right. */
export function languageRemarks(text: string): Remark[] {
  return processor.processSync(text).messages.flatMap(({ place, source, expected }) => {
    const start = place && 'start' in place ? place.start.offset : undefined;
    const end = place && 'end' in place ? place.end.offset : undefined;
    if (start === undefined || end === undefined) return [];
    if (source === 'retext-repeated-words') {
      return [{ at: start, words: text.slice(start, end), instead: 'the word once' }];
    }
    if (spokenRight.test(text.slice(start))) return [];
    const words = text.slice(start).match(/^\S+\s+[\w’'-]+/)?.[0] ?? '';
    return [{ at: start, words, instead: `"${expected?.[0]?.toLowerCase()}"` }];
  });
}
