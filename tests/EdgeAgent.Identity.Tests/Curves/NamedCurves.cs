using EdgeAgent.Identity.Curves;

namespace EdgeAgent.Identity.Tests.Curves;

/// <summary>Both implementations, by name, since test methods cannot take internal types.</summary>
internal static class NamedCurves
{
    private static readonly LibSecp256k1? s_native = LibSecp256k1.TryLoad();
    private static readonly BouncyCastleSecp256k1 s_managed = new();

    public static TheoryData<string> Names => ["native", "managed"];

    public static ISecp256k1 Get(string name)
    {
        if (name == "managed")
        {
            return s_managed;
        }
        Assert.SkipWhen(s_native is null, "libsecp256k1 is not installed: only the managed implementation is tested");
        return s_native;
    }
}
