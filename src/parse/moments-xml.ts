import type { AnyNode, Element } from 'domhandler';

/** One post as WeChat's own database stores it. */
interface Timeline {
  id: string;
  username: string;
  /** Unix seconds; NaN when absent. */
  createTime: number;
  contentDesc: string;
  /**
   * 1 pictures, 2 text, 3 article, 4 and 42 song, 5 link, 7 album cover, 15 video, 28 channel video, 54 live photos.
   */
  kind: number;
  /** True where `private` is 1: only the author can see the post. */
  private: boolean;
  /** Title of what was shared, or the description of a channel video. */
  title: string;
  mediaTypes: number[];
  /** In WeChat 4.x these and the likes stand outside TimelineObject. */
  comments: { username: string; nickname: string; content: string; createTime: number; refUsername: string }[];
  likes: { username: string; nickname: string }[];
}

export type TimelineParser = (xml: string) => Timeline | null;

/**
 * htmlparser2 reads what the databases contain: raw `&` in addresses, missing end tags. It is loaded once for many
 * posts.
 */
export async function timelineParser(): Promise<TimelineParser> {
  const { parseDocument } = await import('htmlparser2');
  return (xml) => {
    const document = parseDocument(xml, { xmlMode: true, decodeEntities: true });
    const post = first(document.children, 'TimelineObject');
    if (!post) return null;
    const content = child(post, 'ContentObject');
    const channel = content && child(content, 'finderFeed');
    return {
      id: value(post, 'id'),
      username: value(post, 'username'),
      createTime: Number(value(post, 'createTime') || Number.NaN),
      // Inside CDATA a line end stays as it was written.
      contentDesc: value(post, 'contentDesc').replace(/&#(?:x0*A|0*10);/giu, '\n'),
      kind: Number(content ? value(content, 'contentStyle') || value(content, 'type') : Number.NaN),
      private: value(post, 'private') === '1',
      title: (content && value(content, 'title')) || (channel && value(channel, 'desc')) || '',
      mediaTypes: content
        ? children(child(content, 'mediaList'), 'media').map((one) => Number(value(one, 'type')))
        : [],
      comments: commentsOf(document.children),
      likes: usersOf(document.children, 'Like').map((one) => ({
        username: value(one, 'username'),
        nickname: value(one, 'nickname'),
      })),
    };
  };
}

/** `LikeUserList/user_comment`, or `LikeUser` one after another; the same for comments. */
function usersOf(roots: readonly AnyNode[], what: 'Like' | 'Comment'): Element[] {
  const holder = first(roots, `${what}UserList`);
  const all = holder ? children(holder, 'user_comment') : [];
  return all.length ? all : allOf(roots, `${what}User`);
}

function commentsOf(roots: readonly AnyNode[]): Timeline['comments'] {
  return usersOf(roots, 'Comment').map((one) => ({
    username: value(one, 'username'),
    nickname: value(one, 'nickname'),
    content: value(one, 'content'),
    createTime: Number(value(one, 'createTime') || Number.NaN),
    refUsername: value(one, 'ref_username'),
  }));
}

const isElement = (node: AnyNode): node is Element => node.type === 'tag';

function children(parent: Element | undefined, name: string): Element[] {
  return (parent?.children ?? []).filter(isElement).filter((node) => node.name === name);
}

const child = (parent: Element, name: string) => children(parent, name)[0];

/** Text of a child element, CDATA or plain; '' when there is none. */
function value(parent: Element, name: string): string {
  let text = '';
  const stack: AnyNode[] = [...(child(parent, name)?.children ?? [])].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'text') text += node.data;
    else if (node.type === 'cdata') stack.push(...[...node.children].reverse());
  }
  return text.trim();
}

const first = (roots: readonly AnyNode[], name: string) => allOf(roots, name)[0];

function allOf(roots: readonly AnyNode[], name: string): Element[] {
  const found: Element[] = [];
  const stack: AnyNode[] = [...roots].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!isElement(node)) continue;
    if (node.name === name) found.push(node);
    else for (let at = node.children.length - 1; at >= 0; at--) stack.push(node.children[at] as AnyNode);
  }
  return found;
}
