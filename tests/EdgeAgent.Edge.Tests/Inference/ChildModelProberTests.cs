using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Inference;
using EdgeAgent.Edge.Tests.Kit;
using EdgeAgent.Models;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Edge.Tests.Inference;

public sealed class ChildModelProberTests : IDisposable
{
    private const int Variants = 12;

    private readonly TestDevice _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task A_model_that_kills_its_child_is_refused_and_not_tried_again()
    {
        var program = Script("echo x >> \"$2.count\"; kill -SEGV $$");
        var model = await TestJobs.GiveModelAsync(_device.Data);
        var options = Options(model);
        await Assert.ThrowsAsync<InferenceException>(() => CheckAsync(program, model, options));
        await Assert.ThrowsAsync<InferenceException>(() => CheckAsync(program, model, options));
        Assert.Equal(2, new FileInfo($"{options.Path}.count").Length); // one line

        // Another version brings other native code.
        await Assert.ThrowsAsync<InferenceException>(() => CheckAsync(program, model, options, "2"));
        Assert.Equal(4, new FileInfo($"{options.Path}.count").Length);
    }

    [Fact]
    public async Task A_model_that_its_child_survives_is_tried_once()
    {
        var program = Script("echo x >> \"$2.count\"; exit 1"); // refused in words: the load says the same
        var model = await TestJobs.GiveModelAsync(_device.Data);
        var options = Options(model);
        await CheckAsync(program, model, options);
        await CheckAsync(program, model, options);
        Assert.Equal(2, new FileInfo($"{options.Path}.count").Length);
    }

    [Fact]
    public async Task A_damaged_file_ends_in_words_or_in_the_child()
    {
        var bytes = await TestJobs.ModelAsync();
        var random = new Random(3);
        for (var i = 0; i < Variants; i++)
        {
            var variant = bytes.ToArray();
            for (var hits = 1 + random.Next(4); hits > 0; hits--)
            {
                // Where the header is; weights hold no structure.
                variant[random.Next(12_000)] = (byte)random.Next(256);
            }
            var file = Path.Combine(_device.Data.Root, $"variant-{i}.gguf");
            await File.WriteAllBytesAsync(file, variant, TestContext.Current.CancellationToken);
            await using var child = AgentProcess.Start("probe-model", file, "--context", "128", "--threads", "1");
            var (code, output, error) = await child.EndAsync();
            Assert.True(
                code switch { 0 => output.Contains("tokens/s", StringComparison.Ordinal), 1 => error.Length > 0, _ => code > 128 },
                $"{code}: {output}{error}");
        }
    }

    private LanguageModelOptions Options(ModelDigest model) =>
        new(Path.Combine(_device.Data.Models, model.ToString()));

    private Task CheckAsync(string program, ModelDigest model, LanguageModelOptions options, string version = "1") =>
        new ChildModelProber(program, new AgentVersion(version), _device.Data)
            .CheckAsync(model, options, TestContext.Current.CancellationToken);

    private string Script(string body)
    {
        var path = Path.Combine(_device.Data.Root, "program");
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
