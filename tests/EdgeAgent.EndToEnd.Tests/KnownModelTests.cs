using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd;

/// <summary>A real model gives its known continuation through hub and device.</summary>
public sealed class KnownModelTests
{
    [Fact]
    public async Task Stories260K_goes_on_as_it_is_known_to()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var model = Path.Combine(Repository.Shared, "models", "stories260K.gguf");
        Assert.SkipUnless(File.Exists(model), $"extra test: there is no {model}");
        using var directory = new TemporaryDirectory();
        await using var hub = await HubProcess.StartAsync(directory.Path, cancellation, localDevices: 1, model: model);

        var text = await NodeScript.RunAsync(
            "openai-completion.mjs",
            [$"{hub.Http.BaseAddress}v1", "stories260K", "Once upon a time", "12"],
            cancellation);

        Assert.StartsWith(", there was a little girl named Lily.", text, StringComparison.Ordinal);
    }
}
