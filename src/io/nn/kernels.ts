import { type Gemm, gemm } from '../../core/simd/gemm.ts';
import { Workbench } from '../../core/simd/workbench.ts';
import { type Cells, gru, gruRun, lstm, lstmRun } from './cells.ts';
import { depthwise, interleave, type Layers, levels, norm, pointwise } from './layers.ts';

/**
 * The inner loops of small speech networks, on four floats at a time. A general runtime spends its time elsewhere
 * (onnxruntime-web, measured: 66 × real time for Silero, 0.6 s to start, 400 MB). Addresses and strides are in bytes.
 */
type Kernels = Gemm & Cells & Layers;

/** A workbench with all of these kernels. */
export function networkBench(): Workbench<Kernels> {
  return new Workbench([
    gemm(),
    lstm(),
    lstmRun(),
    gru(),
    gruRun(),
    depthwise(),
    interleave(),
    levels(),
    norm(),
    ...pointwise(),
  ]);
}

export type NetworkBench = Workbench<Kernels>;
