using System.Diagnostics;
using System.Text.Json.Nodes;
using EdgeAgent.Models.Gguf.Tests.Native;

namespace EdgeAgent.Models.Gguf.Tests.Schemas;

/// <summary>An independent validator and the public test suite, in <c>schema-node/judge.mjs</c>.</summary>
internal static class SchemaJudge
{
    private static readonly SemaphoreSlim s_installing = new(1);

    /// <summary>Groups of the public suite.</summary>
    public static async Task<JsonArray> SuiteAsync(CancellationToken cancellationToken) =>
        JsonNode.Parse(await RunAsync("suite", "", cancellationToken))!.AsArray();

    /// <summary>
    /// For each schema and each of its texts whether it is JSON that validates; null where the validator does not know
    /// the schema.
    /// </summary>
    public static async Task<List<List<bool?>>> ValidateAsync(
        IEnumerable<(JsonNode Schema, IReadOnlyList<string> Texts)> cases, CancellationToken cancellationToken)
    {
        var input = new JsonArray([.. cases.Select(one => new JsonObject
        {
            ["schema"] = one.Schema.DeepClone(),
            ["texts"] = new JsonArray([.. one.Texts.Select(text => JsonValue.Create(text))]),
        })]);
        var answer = JsonNode.Parse(await RunAsync("validate", input.ToJsonString(), cancellationToken))!;
        return [.. answer.AsArray().Select(verdicts =>
            verdicts!.AsArray().Select(verdict => verdict?.GetValue<bool>()).ToList())];
    }

    private static async Task<string> RunAsync(string command, string input, CancellationToken cancellationToken)
    {
        Assert.SkipWhen(
            LlamaSource.FindProgram("npm") is null,
            "npm is missing: what grammars accept was not validated (apt-get install npm).");
        var folder = Path.Combine(LlamaSource.Repository(), "tests", "EdgeAgent.Models.Gguf.Tests", "schema-node");
        await s_installing.WaitAsync(cancellationToken);
        try
        {
            // npm writes this file last, so a broken installation is done again, and a changed lock file too.
            var installed = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
            var wanted = new FileInfo(Path.Combine(folder, "package-lock.json"));
            if (!installed.Exists || installed.LastWriteTimeUtc < wanted.LastWriteTimeUtc)
            {
                string[] install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder];
                await OutputOf("npm", install, "", cancellationToken);
            }
        }
        finally
        {
            s_installing.Release();
        }
        return await OutputOf("node", [Path.Combine(folder, "judge.mjs"), command], input, cancellationToken);
    }

    private static async Task<string> OutputOf(
        string program, string[] arguments, string input, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, process.ExitCode);
        return await output;
    }
}
