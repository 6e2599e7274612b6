using EdgeAgent.Edge.Inference;
using EdgeAgent.Edge.Models;
using EdgeAgent.Edge.Tests.Kit;
using EdgeAgent.Models;
using EdgeAgent.Models.Gguf;
using EdgeAgent.Models.Gguf.RandomModels;
using EdgeAgent.Models.Language;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Tests.Inference;

public sealed class ModelHostTests : IDisposable
{
    private readonly TestDevice _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task A_load_that_fails_in_an_unforeseen_way_fails_one_job_and_not_those_behind_it()
    {
        var model = await TestJobs.GiveModelAsync(_device.Data);
        await using var host = new ModelHost(
            new StumblingRuntime(new GgufLanguageRuntime()),
            new ModelStore(_device.Data),
            Options.Create(new InferenceOptions()),
            TimeProvider.System,
            NullLogger<ModelHost>.Instance);
        var cancellation = TestContext.Current.CancellationToken;
        await Assert.ThrowsAsync<DllNotFoundException>(() => host.AcquireAsync(model, cancellation).InTimeAsync());
        using var lease = await host.AcquireAsync(model, cancellation).InTimeAsync();
        Assert.Equal(model, lease.Model.Info.Digest);
    }

    [Fact]
    public async Task Models_stay_in_memory_together_while_the_budget_allows()
    {
        var (first, second) = (await GiveModelAsync(1), await GiveModelAsync(2));
        await using var host = Host(1L << 30);
        (await AcquireAsync(host, first)).Dispose();
        (await AcquireAsync(host, second)).Dispose();
        using var again = await AcquireAsync(host, first);
        Assert.Equal([first, second], host.Loaded.Select(model => model.Digest));
    }

    [Fact]
    public async Task The_model_that_was_used_longest_ago_goes_once_its_jobs_are_done()
    {
        var (first, second, third) = (await GiveModelAsync(1), await GiveModelAsync(2), await GiveModelAsync(3));
        long one;
        await using (var measuring = Host(1L << 30))
        {
            using var lease = await AcquireAsync(measuring, first);
            one = lease.Model.Info.MemoryBytes;
        }
        await using var host = Host(one * 5 / 2);
        using var used = await AcquireAsync(host, first);
        var running = await AcquireAsync(host, second);
        used.Dispose(); // now the second is the older one, but in use

        var waiting = AcquireAsync(host, third);
        running.Dispose();

        using var granted = await waiting;
        Assert.Equal(third, granted.Model.Info.Digest);
        Assert.Contains(host.Loaded, model => model.Digest == third);
        Assert.InRange(host.Loaded.Sum(model => model.MemoryBytes), one, one * 5 / 2);
    }

    [Fact]
    public async Task A_model_beyond_the_budget_is_refused_with_the_numbers()
    {
        var model = await GiveModelAsync(1);
        await using var host = Host(1 << 20);
        var refusal = await Assert.ThrowsAsync<ModelTooLargeException>(() => AcquireAsync(host, model));
        Assert.Contains("MiB", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<ModelLease> AcquireAsync(ModelHost host, ModelDigest model) =>
        host.AcquireAsync(model, TestContext.Current.CancellationToken).InTimeAsync();

    private ModelHost Host(long memoryBytes) => new(
        new GgufLanguageRuntime(),
        new ModelStore(_device.Data),
        Options.Create(new InferenceOptions { MemoryBytes = memoryBytes, ContextTokens = 512, Slots = 1 }),
        TimeProvider.System,
        NullLogger<ModelHost>.Instance);

    private async Task<ModelDigest> GiveModelAsync(ulong seed)
    {
        var cancellation = TestContext.Current.CancellationToken;
        Directory.CreateDirectory(_device.Data.Models);
        var file = Path.Combine(_device.Data.Models, "new");
        await RandomModelWriter.WriteAsync(file, LlamaShape.Tiny260K, RandomQuantization.Q8_0, seed, cancellation);
        var digest = await ModelDigest.OfFileAsync(file, cancellation);
        File.Move(file, Path.Combine(_device.Data.Models, digest.ToString()), overwrite: true);
        return digest;
    }
}
