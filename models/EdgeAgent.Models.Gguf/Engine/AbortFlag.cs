using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>A flag that native code looks at while it loads or computes.</summary>
/// <remarks>The owner keeps this object alive for as long as native code may call back.</remarks>
internal sealed unsafe class AbortFlag
{
    // Pinned, so that its address holds.
    private readonly int[] _flag = GC.AllocateArray<int>(1, pinned: true);

    /// <summary>For the callback's user data.</summary>
    public nint Address => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_flag));

    /// <summary>For llama_context_params.abort_callback.</summary>
    public static delegate* unmanaged[Cdecl]<nint, byte> StopsDecode => &IsRaised;

    /// <summary>For llama_model_params.progress_callback.</summary>
    public static delegate* unmanaged[Cdecl]<float, nint, byte> LetsLoadGoOn => &IsLowered;

    public void Raise() => Volatile.Write(ref _flag[0], 1);

    public void Lower() => Volatile.Write(ref _flag[0], 0);

    // Invariant of both: data is Address of a flag that its owner keeps alive.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte IsRaised(nint data) => Volatile.Read(ref *(int*)data) != 0 ? (byte)1 : (byte)0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte IsLowered(float progress, nint data) => Volatile.Read(ref *(int*)data) != 0 ? (byte)0 : (byte)1;
}
