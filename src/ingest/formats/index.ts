// One line a format. Read with `import * as formats`; the order does not matter.
export {};
