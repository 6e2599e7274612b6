using EdgeAgent.Hub.Administration.Network;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Tests.Administration;

/// <summary>A setting that is stored: nothing else of the file changes.</summary>
public sealed class SettingsFileTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private string File => _directory.Path(SettingsFile.Name);

    [Theory]
    [InlineData(null)]
    [InlineData("""{"Hub":{"Listen":"127.0.0.1","HttpPort":"81"},"Other":{"a":[1,2]}}""")]
    [InlineData("""{"hub":{"LISTEN":"127.0.0.1","HttpPort":"81"},"Hub:Listen":"::1","Other":{"a":[1,2]}}""")]
    public async Task The_setting_is_read_back_and_the_others_stay(string? before)
    {
        if (before is not null)
        {
            await System.IO.File.WriteAllTextAsync(File, before, TestContext.Current.CancellationToken);
        }
        Assert.Null(Settings.TrySet("Listen", "0.0.0.0"));
        var read = new ConfigurationBuilder().AddJsonFile(File).Build();
        Assert.Equal("0.0.0.0", read["Hub:Listen"]);
        Assert.Equal(before is null ? null : "81", read["Hub:HttpPort"]);
        Assert.Equal(before is null ? null : "2", read["Other:a:1"]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Theory]
    [InlineData("""{ "Hub": {} /* mine */ }""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_file_that_cannot_be_changed_without_loss_is_left_alone_with_what_to_do(string before)
    {
        await System.IO.File.WriteAllTextAsync(File, before, TestContext.Current.CancellationToken);
        Assert.Contains("by hand", Settings.TrySet("Listen", "0.0.0.0"), StringComparison.Ordinal);
        Assert.Equal(before, await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
    }

    public void Dispose() => _directory.Dispose();

    private SettingsFile Settings =>
        new(new DataDirectory(Options.Create(new HubOptions { DataDirectory = _directory.Root })));
}
