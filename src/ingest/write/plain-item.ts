import type { Item, ItemKind, ItemType, Sender } from '../../core/types.ts';
import { idText } from '../rows/identity.ts';
import { kindName, MINUTE, ROW, typeName } from '../rows/row-table.ts';
import type { Stamper } from '../rows/stamp.ts';
import type { PassData } from './item-source.ts';

/**
 * The item of a bare row, for code that looks at items. The id, the time and the place of only two items in ten are
 * asked for, so they are made on demand.
 */
export class PlainItem implements Item {
  readonly kind: ItemKind;
  readonly precision?: 'minute';
  readonly conversation: string;
  readonly conversationName?: string;
  readonly group?: boolean;
  readonly sender: Sender;
  readonly bySubject: boolean;
  readonly type: ItemType;
  readonly text: string;
  readonly #data: PassData;
  readonly #stamper: Stamper;
  readonly #row: number;

  constructor(data: PassData, stamper: Stamper, row: number, text: string) {
    const { columns, conversations, senders } = data;
    const chat = conversations[columns.conversation[row] as number];
    this.kind = kindName(columns.kind[row] as number);
    this.conversation = chat?.id ?? '';
    if (chat?.name !== undefined) this.conversationName = chat.name;
    if (columns.precision[row] === MINUTE) this.precision = 'minute';
    if (chat?.group !== undefined) this.group = chat.group;
    this.sender = senders[columns.sender[row] as number] ?? NOBODY;
    this.bySubject = ((columns.flags[row] as number) & ROW.bySubject) !== 0;
    this.type = typeName(columns.type[row] as number);
    this.text = text;
    this.#data = data;
    this.#stamper = stamper;
    this.#row = row;
  }

  get id(): string {
    return idText(this.#data.columns.id, 3 * this.#row);
  }

  get time(): string | null {
    const epoch = this.#data.columns.epoch[this.#row] as number;
    return Number.isNaN(epoch) ? null : this.#stamper.iso(epoch);
  }

  get source(): Item['source'] {
    const { columns, files } = this.#data;
    const file = files[columns.file[this.#row] as number];
    return { format: file?.format ?? '', file: file?.file ?? '', record: columns.record[this.#row] as number };
  }
}

const NOBODY: Sender = { name: '' };
