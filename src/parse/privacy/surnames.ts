/** Surnames of one character, the most common first, and surnames of two. */
const SINGLE =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾萧肖田董袁潘蒋蔡余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝';
const DOUBLE = '欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|东方|端木|独孤|南宫';

/** A surname and a given name (王芳, 欧阳小美), a surname and a title (王师傅), or the familiar form of one (老王, 小李, 阿陈). */
export const isPersonal = (name: string): boolean => PERSONAL.test(name) || isFamiliar(name);
const PERSONAL = new RegExp(`^(?:[${SINGLE}]\\p{Script=Han}{1,2}|(?:${DOUBLE})\\p{Script=Han}{1,2})$`, 'u');

/** 老王, 小李, 阿陈, whatever dictionaries take them for; 小米 and 小时 contain surnames too, but not common ones. */
export const isFamiliar = (name: string): boolean => FAMILIAR.test(name);
const COMMON = 85;
const FAMILIAR = new RegExp(`^[老小阿大][${SINGLE.slice(0, COMMON)}]$`, 'u');
