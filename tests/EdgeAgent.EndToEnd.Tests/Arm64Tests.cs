using System.Net.Http.Json;
using System.Text.Json;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd;

/// <summary>The published arm64 agent, under user-mode emulation, is a device like any other.</summary>
public sealed class Arm64Tests
{
    private const string Qemu = "/usr/bin/qemu-aarch64-static";

    [Fact]
    public async Task The_arm64_agent_gives_the_same_answer_as_the_x64_agent()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var agent = Environment.GetEnvironmentVariable("EDGEAGENT_AGENT_ARM64");
        Assert.SkipUnless(File.Exists(agent), "no arm64 agent: dotnet cake --target=Publish makes it");
        Assert.SkipUnless(File.Exists(Qemu), "no emulator: apt-get install qemu-user-static");
        var sysroot = await SysrootAsync(cancellation);
        using var directory = new TemporaryDirectory();
        var wrapper = directory.Combine("edgeagent-arm64");
        await File.WriteAllTextAsync(
            wrapper, $"#!/bin/sh\nexec {Qemu} -L '{sysroot}' '{agent}' \"$@\"\n", cancellation);
        File.SetUnixFileMode(wrapper, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var native = await AnswerAsync(directory.Combine("x64"), null, cancellation);
        var emulated = await AnswerAsync(directory.Combine("arm64"), wrapper, cancellation);

        Assert.NotEmpty(emulated);
        Assert.Equal(native, emulated);
    }

    private static async Task<string> AnswerAsync(string data, string? agent, CancellationToken cancellationToken)
    {
        await using var hub = await HubProcess.StartAsync(data, cancellationToken, localDevices: 1, agent: agent);
        using var answer = await hub.Http.PostAsJsonAsync(
            "v1/completions",
            new { model = "random-tiny", prompt = "Once upon a time", max_tokens = 16, temperature = 0 },
            cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{body}\n{hub.Process}");
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("choices")[0].GetProperty("text").GetString()!;
    }

    private static async Task<string> SysrootAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "arm64-sysroot");
        var script = Path.Combine(Repository.Root, "tests", "EdgeAgent.EndToEnd.Tests", "arm64-sysroot.sh");
        await using var make = new ChildProcess("arm64-sysroot", script, [folder]);
        Assert.True(await make.WaitAsync(cancellationToken) == 0, make.ToString());
        return folder;
    }
}
