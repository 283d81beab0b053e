import { HAN, NUMBER } from './door.ts';

/** The name of a hamlet: 孙家屯, 李楼村, 沙坝组; 村里的屯 is no name. */
const HAMLET = '(?:(?![里的在有那这口人民都和])[\\u4e00-\\u9fa5]){1,3}?(?:[村屯庄寨]|组)(?![里口民])';

/** Provinces, towns and a village: 湖北省黄冈市蕲春县刘河镇王家村三组, 解放村孙家屯, 小营村委会三组. */
export const VILLAGES = new RegExp(
  `(?:${HAN}{2,6}?(?:省|自治区|市|自治州|州|县|旗|区)){1,3}${HAN}{2,5}?(?:镇|乡|街道)${HAN}{1,6}?(?:村委会|行政村|村|屯|社区|庄)(?!村)(?:${NUMBER}(?:组|队|号|社)|${HAMLET}){0,2}`,
  'gu',
);
