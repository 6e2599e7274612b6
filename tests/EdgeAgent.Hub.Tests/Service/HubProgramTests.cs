using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EdgeAgent.Hub.Tests.Hosting;

namespace EdgeAgent.Hub.Tests.Service;

/// <summary>The program as a person starts it.</summary>
public sealed class HubProgramTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private string Data => $"--Hub:DataDirectory={_directory.Root}";

    [Theory]
    [InlineData("--help", "devices")]
    [InlineData("--help", "--Hub <NAME=VALUE>")]
    [InlineData("--version", "0.1.0")]
    public async Task Help_and_version_are_told(string option, string expected)
    {
        var (code, output, _) = await HubProgram.RunAsync(option);
        Assert.Equal(0, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_are_all_told_and_end_with_code_2()
    {
        var (code, _, errors) = await HubProgram.RunAsync(Data, "--Hub:HttpPort=x", "--Hub:Listen=here", "--Hub:Htps=1");
        Assert.Equal(2, code);
        Assert.Contains("Hub:HttpPort", errors, StringComparison.Ordinal);
        Assert.Contains("Hub:Listen", errors, StringComparison.Ordinal);
        Assert.Contains("Hub:Htps", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Equal(2, (await HubProgram.RunAsync("--nonsense")).Code);
    }

    [Fact]
    public async Task A_settings_file_in_the_data_directory_counts_less_than_the_command_line()
    {
        await File.WriteAllTextAsync(
            _directory.Path("edgehub.json"), """{"Hub":{"Listen":"from-file","HttpPort":"file-port"}}""", Token);
        var (_, _, errors) = await HubProgram.RunAsync(Data, "--Hub:HttpPort=line-port");
        Assert.Contains("from-file", errors, StringComparison.Ordinal);
        Assert.Contains("line-port", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("file-port", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_its_setting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (code, _, errors) = await HubProgram.RunAsync(
            [Data, .. HubProgram.FreePorts.Where(p => !p.StartsWith("--Hub:DevicePort", StringComparison.Ordinal)), $"--Hub:DevicePort={port}"]);
        Assert.Equal(1, code);
        Assert.Contains($"Port {port} is in use", errors, StringComparison.Ordinal);
        Assert.Contains("--Hub:DevicePort", errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_running_hub_keeps_a_second_one_off_its_data_and_ends_with_code_0_on_SIGTERM()
    {
        await using var hub = await HubProgram.StartAsync(_directory, "--Hub:LocalDevices=0");
        var (code, _, errors) = await HubProgram.RunAsync([Data, .. HubProgram.FreePorts]);
        Assert.Equal(1, code);
        Assert.Contains("Another hub runs on", errors, StringComparison.Ordinal);
        Assert.Equal(0, await hub.TerminateAsync());
    }

    [Fact]
    public async Task Accounts_are_made_shown_and_removed_by_command()
    {
        var (code, output, _) = await HubProgram.RunAsync("integrations", "add", "ha", Data);
        Assert.Equal(0, code);
        Assert.Contains("password:", output, StringComparison.Ordinal);
        Assert.Contains("ha", (await HubProgram.RunAsync("integrations", "list", Data)).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await HubProgram.RunAsync("integrations", "remove", "ha", Data)).Code);
        Assert.Equal(1, (await HubProgram.RunAsync("integrations", "remove", "ha", Data)).Code);
        Assert.Equal(1, (await HubProgram.RunAsync("integrations", "add", "Not A Name", Data)).Code);
    }

    [Fact]
    public async Task Keys_are_made_shown_and_revoked_by_command_and_stand_in_the_audit_log()
    {
        var (code, output, _) = await HubProgram.RunAsync("keys", "add", "phone", "--scopes", "read,infer", Data);
        Assert.Equal(0, code);
        var id = output.Split('\n')[0].Split(' ')[^1];
        var secret = output.Split('\n')[1].Split(' ')[^1];
        var list = (await HubProgram.RunAsync("keys", "list", Data)).Output;
        Assert.Contains($"{id}  phone  read,infer  never used", list, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, list, StringComparison.Ordinal);
        Assert.Equal(1, (await HubProgram.RunAsync("keys", "add", "phone", "--scopes", "root", Data)).Code);
        Assert.Equal(0, (await HubProgram.RunAsync("keys", "revoke", id, Data)).Code);
        Assert.Equal(1, (await HubProgram.RunAsync("keys", "revoke", id, Data)).Code);

        var audit = (await HubProgram.RunAsync("audit", Data)).Output;
        Assert.Contains($"console  key.add  {id}  done", audit, StringComparison.Ordinal);
        Assert.Contains($"console  key.revoke  {id}  done", audit, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, audit, StringComparison.Ordinal);
        (code, output, _) = await HubProgram.RunAsync("audit", "--verify", Data);
        Assert.Equal(0, code);
        Assert.Contains("3 lines, none changed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_hub_leaves_no_agent_behind()
    {
        await using var hub = await HubProgram.StartAsync(_directory, "--Hub:LocalDevices=2", $"--Hub:AgentPath={Programs.Agent}");
        var agents = new List<Process>();
        for (var slot = 1; slot <= 2; slot++)
        {
            var line = await hub.LineAsync($"Local device {slot} runs as process ");
            agents.Add(Process.GetProcessById(int.Parse(line.Split(' ')[^1], null)));
        }
        await hub.LineAsync("is online");

        hub.Kill();

        foreach (var agent in agents)
        {
            await agent.WaitForExitAsync(Token).InTimeAsync();
            agent.Dispose();
        }
        var (code, output, _) = await HubProgram.RunAsync("devices", Data);
        Assert.Equal(0, code);
        Assert.Contains("local-1", output, StringComparison.Ordinal);
        Assert.Contains("local-2", output, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
