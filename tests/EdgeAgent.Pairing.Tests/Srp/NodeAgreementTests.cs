using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Pairing.Srp;
using EdgeAgent.Pairing.Tests.Support;

namespace EdgeAgent.Pairing.Tests.Srp;

/// <summary>Group 3072 with SHA-256 against an independent implementation, npm's <c>fast-srp-hap</c>, in both roles.</summary>
public sealed class NodeAgreementTests(ITestOutputHelper output)
{
    private const int SliceRuns = 20;
    private const int FullRuns = 1_000;

    [Fact]
    public async Task Every_value_agrees_with_an_independent_implementation()
    {
        var runs = Extent.IsFull ? FullRuns : SliceRuns;
        using var node = await StartAsync(TestContext.Current.CancellationToken);
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var random = new Random(20_261); // the values need to differ, not to be secret
        for (var i = 0; i < runs; i++)
        {
            var run = new Inputs(Bytes(random, 16), Bytes(random, 32), Bytes(random, 32), Bytes(random, 32), Bytes(random, 32));
            await node.StandardInput.WriteLineAsync(run.ToJson().AsMemory(), TestContext.Current.CancellationToken);
            await node.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            var line = await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.True(line is not null, line is null ? await errors : "");
            Assert.Equal(Ours(run), JsonSerializer.Deserialize<Dictionary<string, string>>(line!));
        }
        node.StandardInput.Close();
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        output.WriteLine($"{runs} runs agree");
    }

    private static Dictionary<string, string> Ours(Inputs run)
    {
        var group = SrpGroup.Standard;
        using var x = group.PrivateKey(run.Salt, run.Identity, run.Password);
        var verifier = group.PowerOfGenerator(x.Span);
        using var client = new SrpClient(group, run.A);
        using var server = new SrpServer(group, verifier, run.B);
        using var ofClient = client.Agree(x, server.PublicB);
        using var ofServer = server.Agree(client.PublicA);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["verifier"] = Convert.ToHexStringLower(verifier),
            ["publicA"] = Convert.ToHexStringLower(client.PublicA),
            ["publicB"] = Convert.ToHexStringLower(server.PublicB),
            ["clientSecret"] = Convert.ToHexStringLower(ofClient!.Span),
            ["serverSecret"] = Convert.ToHexStringLower(ofServer!.Span),
        };
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
#pragma warning disable CA5394 // a fixed seed makes a failure repeatable
        random.NextBytes(bytes);
#pragma warning restore CA5394
        return bytes;
    }

    private static async Task<Process> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Repository.Root, "tests", "EdgeAgent.Pairing.Tests", "node");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            using var install = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--prefix", folder])
            {
                WorkingDirectory = folder,
            })!;
            await install.WaitForExitAsync(cancellationToken);
            Assert.Equal(0, install.ExitCode);
        }
        return Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "srp-agree.mjs")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
    }

    private sealed record Inputs(byte[] Salt, byte[] Identity, byte[] Password, byte[] A, byte[] B)
    {
        public string ToJson() => new JsonObject
        {
            ["salt"] = Convert.ToHexStringLower(Salt),
            ["identity"] = Convert.ToHexStringLower(Identity),
            ["password"] = Convert.ToHexStringLower(Password),
            ["a"] = Convert.ToHexStringLower(A),
            ["b"] = Convert.ToHexStringLower(B),
        }.ToJsonString();
    }
}
