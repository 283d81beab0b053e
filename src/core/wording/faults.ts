import type { Bilingual } from '../types.ts';

const GONE: Bilingual = { en: 'it is not there any more', zh: '文件已经不在了' };
const TOO_MANY: Bilingual = { en: 'too many files are open', zh: '打开的文件太多' };
const NO_DISK: Bilingual = { en: 'the disk or drive does not answer', zh: '硬盘或 U 盘没有响应' };

/** Why a file could not be read to its end: the codes of the system, of an unpacker or of our readers, in words. */
const FAULT_TEXT: Readonly<Record<string, Bilingual>> = {
  shortened: { en: 'it became shorter while it was being read', zh: '读取过程中文件变短了' },
  ENOENT: GONE,
  ESTALE: GONE,
  EIO: { en: 'the disk cannot read this place', zh: '硬盘无法读出该处' },
  ENXIO: NO_DISK,
  ENODEV: NO_DISK,
  ETIMEDOUT: NO_DISK,
  EACCES: { en: 'no permission', zh: '没有权限' },
  EROFS: { en: 'the disk is read-only', zh: '磁盘为只读' },
  ENOSPC: { en: 'the disk is full', zh: '磁盘已满' },
  EMFILE: TOO_MANY,
  ENFILE: TOO_MANY,
  EISDIR: { en: 'a folder has its name', zh: '有同名的文件夹' },
  EPERM: { en: 'no permission', zh: '没有权限' },
  EBUSY: { en: 'another program has it open', zh: '被其他程序占用' },
  ENAMETOOLONG: { en: 'its name is too long', zh: '名称太长' },
  damaged: { en: 'it is damaged there', zh: '该处已损坏' },
};

/** A fault without words of its own is shown by its code. */
export const faultText = (code: string): Bilingual | string => FAULT_TEXT[code] ?? code;
