using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Native;

/// <summary>ggml.h: struct ggml_threadpool_params.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GgmlThreadpoolParams
{
    /// <summary>ggml.h: GGML_MAX_N_THREADS.</summary>
    public const int MaxThreads = 512;

    /// <summary>One byte a processor; all zero: the affinity that the process has.</summary>
    public fixed byte cpumask[MaxThreads];

    public int n_threads;
    public int prio;

    /// <summary>How long idle workers spin before they sleep, 0 (not at all) to 100.</summary>
    public uint poll;

    public byte strict_cpu;
    public byte paused;
}
