/** One way to write an address: 文三路 478 号, 文三路478号楼 and 文三路478号院 are the same. */
export const addressValue = (found: string): string => found.replace(/[\s,，]/gu, '').replace(/(?<=号)[楼院]$/u, '');
