using EdgeAgent.Edge.Inference;
using EdgeAgent.Edge.Models;
using EdgeAgent.Edge.Tests.Kit;
using EdgeAgent.Models.Gguf;
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
}
