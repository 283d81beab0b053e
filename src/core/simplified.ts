/**
 * Traditional characters whose simplified form occurs in one of our lists or rules (words of style, of addresses, of
 * private data, of scenes and memories), each followed by that form. So these words are written down only once. Source:
 * OpenCC's table of characters. 著 is 着 in 看著 (the lists distinguish 著名), 帳 is 账 in 帳號. 妳 stays: it is a word of its
 * own.
 */
const PAIRS = `
並并 乾干 併并 來来 係系 倆俩 個个 們们 倖幸 傘伞 備备 傢家 傳传 債债 傷伤 僅仅 儂侬 儘尽 償偿 優优 儲储 兒儿 內内 兩两 別别 則则 剛刚 勁劲 動动 務务 勢势 區区 厭厌 厲厉 參参 吶呐 員员 唄呗 唸念 問问
單单 喲哟 嗎吗 嘍喽 嘮唠 噠哒 噹当 嚕噜 囉啰 國国 園园 圖图 報报 場场 塊块 壓压 壞坏 夠够 夢梦 夥伙 婦妇 媽妈 嬤嬷 嬸婶 孫孙 學学 實实 寧宁 寫写 寶宝 將将 對对 導导 層层 屬属 崗岗 師师 帳帐 帶带 幫帮
幹干 幾几 廈厦 廚厨 廣广 張张 彌弥 彎弯 後后 從从 愛爱 態态 慫怂 應应 懶懒 懷怀 戲戏 戶户 捨舍 掛挂 換换 撐撑 擁拥 擔担 據据 擺摆 數数 斷断 於于 時时 晉晋 暈晕 曉晓 書书 會会 東东 條条 棟栋 業业 極极
槓杠 樂乐 樓楼 標标 樣样 機机 橫横 檢检 權权 歡欢 歲岁 歸归 氣气 沒没 況况 涼凉 湊凑 湯汤 準准 溫温 滬沪 滿满 灣湾 為为 無无 煩烦 熱热 燉炖 燒烧 爭争 爲为 爺爷 爾尔 牽牵 獎奖 獲获 現现 瓊琼 畢毕 當当
癢痒 癮瘾 發发 盡尽 眞真 睏困 確确 碼码 磣碜 禮礼 禿秃 稜棱 種种 穫获 窩窝 筆笔 節节 簡简 粵粤 約约 紅红 級级 終终 組组 結结 絕绝 給给 統统 絲丝 絶绝 經经 綫线 網网 緊紧 線线 緩缓 縣县 總总 績绩 繞绕
繫系 纔才 罵骂 罷罢 聯联 聰聪 聲声 聽听 腳脚 臉脸 臥卧 臺台 與与 興兴 莊庄 華华 萬万 著着 蓋盖 藥药 蘇苏 處处 號号 虧亏 蟲虫 蠻蛮 術术 裏里 補补 裝装 裡里 見见 視视 親亲 覺觉 觀观 訂订 計计 訊讯 討讨
記记 設设 許许 訴诉 診诊 註注 証证 評评 試试 話话 該该 誇夸 誌志 認认 誒诶 語语 誠诚 誤误 說说 説说 誰谁 課课 調调 談谈 請请 諒谅 論论 諧谐 謂谓 謙谦 講讲 謝谢 證证 識识 議议 護护 讀读 變变 讓让 讚赞
豬猪 貓猫 貝贝 貨货 貴贵 買买 貸贷 資资 賊贼 賓宾 賣卖 賬账 賽赛 贊赞 贛赣 趕赶 趨趋 蹤踪 車车 軌轨 軍军 較较 輕轻 輩辈 轉转 辦办 農农 迴回 這这 週周 進进 過过 達达 遞递 遠远 適适 遲迟 遷迁 遺遗 遼辽
還还 邊边 鄉乡 醫医 針针 銀银 錢钱 錯错 錶表 鍋锅 鍾钟 鎖锁 鎮镇 鏈链 鐘钟 鐵铁 長长 門门 開开 間间 閨闺 閩闽 闆板 關关 陝陕 陣阵 陸陆 陽阳 際际 隨随 隻只 雖虽 雞鸡 離离 難难 雲云 電电 靈灵 順顺 領领
頭头 頻频 題题 額额 願愿 類类 顯显 風风 飛飞 飯饭 餃饺 養养 餓饿 餘余 餵喂 馬马 驕骄 驗验 體体 髮发 鬧闹 魯鲁 麪面 麵面 麼么 麽么 點点 齜龇 齣出 龍龙 龜龟`;

/** The simplified form of every character code; for all other characters the code itself. */
export const SIMPLIFIED = Uint16Array.from({ length: 65_536 }, (_, code) => code);
/** All characters in the table that have another form. */
export const TRADITIONAL: readonly string[] = PAIRS.trim()
  .split(/\s+/u)
  .map((pair) => {
    SIMPLIFIED[pair.charCodeAt(0)] = pair.charCodeAt(1);
    return pair[0] as string;
  });

/** Writes a text as our lists are written, character by character: 沒關係 is 没关系. */
export function simplified(text: string): string {
  let plain = '';
  for (let at = 0; at < text.length; at++) plain += String.fromCharCode(SIMPLIFIED[text.charCodeAt(at)] as number);
  return plain;
}
