// What is told, in the language of the editor. Knows no editor: it is told how to
// translate, and speaks English until then.
export type Translate = (message: string, ...values: (string | number)[]) => string;

let translate: Translate = (message, ...values) =>
  message.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)]));

export function translateBy(by: Translate): void {
  translate = by;
}

// {0}, {1} in the message, which l10n/ holds in other languages, stand for the values.
export const t: Translate = (message, ...values) => translate(message, ...values);
