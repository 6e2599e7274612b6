using System.Globalization;
using System.Runtime.CompilerServices;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Identity;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>Turns this test program into one that signs claims without end, when the environment says so: a process to be killed.</summary>
internal static class ClaimLoop
{
    /// <summary>Names the data directory. Each claim that is stored is then said on stdout by its sequence.</summary>
    public const string Variable = "EDGEAGENT_TEST_CLAIM_LOOP";

    [ModuleInitializer]
#pragma warning disable CA2255 // this assembly is a program, not a library
    public static void RunWhenAsked()
#pragma warning restore CA2255
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } root)
        {
            return;
        }
        var data = new DataDirectory(root);
        using var key = SigningKey.LoadOrCreate(data.DeviceKey);
        using var store = TestClaims.Store(data);
        var chain = TestClaims.Chain(key, store);
        using var output = Console.OpenStandardOutput();
        for (var nonce = store.Open().Seq + 1; ; nonce++)
        {
            var row = chain.Sign(TestClaims.Draft(nonce));
            output.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{row.Seq}\n")));
        }
    }
}
