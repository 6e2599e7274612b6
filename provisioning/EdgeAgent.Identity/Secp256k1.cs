using EdgeAgent.Identity.Curves;

namespace EdgeAgent.Identity;

/// <summary>The implementation of the curve that this process uses, chosen once: the C library where it is installed, managed code otherwise.</summary>
public static class Secp256k1
{
    /// <summary>For one line in the log at start: <c>libsecp256k1</c>, or <c>BouncyCastle</c> with its version.</summary>
    public static string Implementation => Current.Name;

    internal static ISecp256k1 Current { get; } = LibSecp256k1.TryLoad() ?? (ISecp256k1)new BouncyCastleSecp256k1();
}
