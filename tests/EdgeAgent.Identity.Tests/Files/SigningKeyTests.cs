using System.Diagnostics;
using System.Reflection;
using System.Runtime.Versioning;

namespace EdgeAgent.Identity.Tests.Files;

[UnsupportedOSPlatform("windows")]
public sealed class SigningKeyTests : IDisposable
{
    private const string Good = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
    private const int Processes = 4;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_first_start_makes_a_key_and_the_next_ones_find_it()
    {
        var path = _folder.File("device.key");
        using var first = SigningKey.LoadOrCreate(path);
        using var second = SigningKey.LoadOrCreate(path);
        Assert.Equal(first.Address, second.Address);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Matches("^[0-9a-f]{64}\n$", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
        using var other = SigningKey.LoadOrCreate(_folder.File("other.key"));
        Assert.NotEqual(first.Address, other.Address);
    }

    [Fact]
    public void A_key_of_a_file_is_the_one_that_stands_in_it()
    {
        PrivateFile.WriteAtomic(_folder.File("device.key"), System.Text.Encoding.ASCII.GetBytes(Good + "\n"));
        using var key = SigningKey.LoadOrCreate(_folder.File("device.key"));
        using var same = SigningKey.FromBytes(Convert.FromHexString(Good));
        Assert.Equal(same.Address, key.Address);
        Assert.Equal("0x2c7536e3605d9c16a7a3d7b1898e529396a65c23", key.Address.ToString()); // as web3's documents say
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData(Good)]
    [InlineData(Good + "\r\n")]
    [InlineData(Good + " ")]
    [InlineData(Good + "\n\n")]
    [InlineData("0x0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318\n")]
    [InlineData("4C0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318\n")]
    [InlineData("4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f36231\n")]
    [InlineData("4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f36231g\n")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000\n")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141\n")]
    public void A_file_without_a_key_is_refused_says_what_to_do_and_is_left_alone(string content)
    {
        var path = _folder.File("device.key");
        PrivateFile.WriteAtomic(path, System.Text.Encoding.ASCII.GetBytes(content));
        var error = Assert.Throws<KeyFileException>(() => SigningKey.LoadOrCreate(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("backup", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("0883a69102", error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(content, File.ReadAllText(path));
    }

    [Fact]
    public void A_file_that_others_can_read_is_refused()
    {
        var path = _folder.File("device.key");
        SigningKey.LoadOrCreate(path).Dispose();
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupRead);
        var error = Assert.Throws<KeyFileException>(() => SigningKey.LoadOrCreate(path));
        Assert.Contains("chmod 600", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_secret_of_another_length_is_refused(int length)
    {
        var secret = new byte[length];
        secret.AsSpan().Fill(1);
        Assert.Throws<ArgumentException>(() => SigningKey.FromBytes(secret));
    }

    [Fact]
    public void A_disposed_key_signs_no_more_and_its_secret_is_gone()
    {
        var key = SigningKey.FromBytes(Convert.FromHexString(Good));
        var secret = (byte[])typeof(SigningKey).GetField("_secret", BindingFlags.NonPublic | BindingFlags.Instance)!
            .GetValue(key)!;
        Assert.Equal(Convert.FromHexString(Good), secret);
        key.Dispose();
        Assert.Equal(new byte[32], secret);
        Assert.Throws<ObjectDisposedException>(() => key.Sign(default));
    }

    [Fact]
    public async Task A_key_that_is_disposed_while_it_signs_never_signs_as_somebody_else()
    {
        for (var round = 0; round < 50; round++)
        {
            using var key = SigningKey.Create();
            using var started = new ManualResetEventSlim();
            var signing = Task.Run(
                () =>
                {
                    while (true)
                    {
                        var signature = key.Sign(default);
                        started.Set();
                        Assert.True(SignatureVerifier.Verify(default, signature, key.Address));
                    }
                },
                TestContext.Current.CancellationToken);
            started.Wait(TestContext.Current.CancellationToken);
            key.Dispose();
            await Assert.ThrowsAsync<ObjectDisposedException>(() => signing);
        }
    }

    [Fact]
    public async Task Processes_that_start_for_the_first_time_at_once_make_one_key()
    {
        var children = Enumerable.Range(0, Processes).Select(_ => StartChild()).ToArray();
        try
        {
            // All wait in KeyMakingChild, and go on together.
            foreach (var child in children)
            {
                Assert.Equal("ready", await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            }
            foreach (var child in children)
            {
                await child.StandardInput.WriteLineAsync("go".AsMemory(), TestContext.Current.CancellationToken);
            }
            foreach (var child in children)
            {
                await child.WaitForExitAsync(TestContext.Current.CancellationToken);
                Assert.Equal(0, child.ExitCode);
            }
            var addresses = Directory.GetFiles(_folder.Path, "*.address").Select(File.ReadAllText).ToArray();
            Assert.Equal(Processes, addresses.Length);
            using var key = SigningKey.LoadOrCreate(_folder.File("device.key"));
            Assert.All(addresses, address => Assert.Equal(key.Address.ToString(), address));
            Assert.Empty(Directory.GetFiles(_folder.Path, "*.tmp"));
        }
        finally
        {
            foreach (var child in children)
            {
                child.Kill(entireProcessTree: true);
                child.Dispose();
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private Process StartChild()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "EdgeAgent.Identity.Tests"))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment[KeyMakingChild.FolderVariable] = _folder.Path;
        return Process.Start(start)!;
    }
}
