/**
 * Float tensors of an ONNX file by name. It parses enough protobuf to take out weights, and interprets nothing of the
 * graph.
 */
export interface Tensor {
  shape: number[];
  values: Float32Array;
}

/** Field numbers of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto). */
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, initializer: 5 } as const;
const NODE = { output: 2, attribute: 5 } as const;
const ATTRIBUTE = { tensor: 5, graph: 6 } as const;
const TENSOR = { dims: 1, type: 2, floats: 4, name: 8, raw: 9 } as const;
const FLOAT = 1;

/** The float tensors of an ONNX model, by name; those in nested graphs too. */
export function onnxWeights(bytes: Uint8Array): Map<string, Tensor> {
  const weights = new Map<string, Tensor>();
  for (const [field, value] of fields(bytes)) {
    if (field === MODEL_GRAPH && typeof value !== 'number') readGraph(value, weights);
  }
  return weights;
}

function readGraph(bytes: Uint8Array, weights: Map<string, Tensor>): void {
  for (const [field, value] of fields(bytes)) {
    if (typeof value === 'number') continue;
    if (field === GRAPH.initializer) keep(readTensor(value), weights);
    else if (field === GRAPH.node) readNode(value, weights);
  }
}

/** A constant is named after its output; the branches of an `If` are graphs of their own. */
function readNode(bytes: Uint8Array, weights: Map<string, Tensor>): void {
  let output = '';
  for (const [field, value] of fields(bytes)) {
    if (typeof value === 'number') continue;
    if (field === NODE.output) output ||= text(value);
    else if (field === NODE.attribute) {
      for (const [inner, content] of fields(value)) {
        if (typeof content === 'number') continue;
        if (inner === ATTRIBUTE.tensor) keep({ ...readTensor(content), name: output }, weights);
        else if (inner === ATTRIBUTE.graph) readGraph(content, weights);
      }
    }
  }
}

interface Named extends Tensor {
  name: string;
  type: number;
}

function readTensor(bytes: Uint8Array): Named {
  const tensor: Named = { name: '', type: 0, shape: [], values: new Float32Array() };
  for (const [field, value] of fields(bytes)) {
    if (field === TENSOR.dims) {
      if (typeof value === 'number') tensor.shape.push(value);
      else for (let at = 0; at < value.length; ) at = varint(value, at, (n) => tensor.shape.push(n));
    } else if (field === TENSOR.type) tensor.type = value as number;
    else if (typeof value === 'number') continue;
    else if (field === TENSOR.name) tensor.name = text(value);
    else if (field === TENSOR.raw || field === TENSOR.floats)
      tensor.values = new Float32Array(new Uint8Array(value).buffer);
  }
  return tensor;
}

function keep({ name, type, shape, values }: Named, weights: Map<string, Tensor>): void {
  if (type === FLOAT) weights.set(name, { shape, values });
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

/** Field numbers with their values: a number, or the bytes of what is nested. */
function* fields(bytes: Uint8Array): Generator<[field: number, value: number | Uint8Array]> {
  let at = 0;
  while (at < bytes.length) {
    let key = 0;
    at = varint(bytes, at, (n) => {
      key = n;
    });
    const field = key >>> 3;
    let value = 0;
    switch (key & 7) {
      case 0:
        at = varint(bytes, at, (n) => {
          value = n;
        });
        yield [field, value];
        break;
      case 1:
        yield [field, bytes.subarray(at, at + 8)];
        at += 8;
        break;
      case 5:
        yield [field, bytes.subarray(at, at + 4)];
        at += 4;
        break;
      default: {
        let length = 0;
        at = varint(bytes, at, (n) => {
          length = n;
        });
        yield [field, bytes.subarray(at, at + length)];
        at += length;
      }
    }
  }
}

/**
 * Passes the number at `at` to `take` and gives the place where the next one begins. Beyond 2^53 it is not exact: no
 * weight needs that.
 */
function varint(bytes: Uint8Array, at: number, take: (value: number) => void): number {
  let value = 0;
  let scale = 1;
  let next = at;
  for (;;) {
    const byte = bytes[next++]!;
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte === undefined || byte < 0x80) break;
  }
  take(value);
  return next;
}
