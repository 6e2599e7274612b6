using System.Runtime.Versioning;

namespace EdgeAgent.Identity.Tests.Files;

[UnsupportedOSPlatform("windows")]
public sealed class PrivateFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_written_file_is_its_owners_alone_and_leaves_nothing_beside_it()
    {
        PrivateFile.WriteAtomic(_folder.File("a"), "first"u8);
        PrivateFile.WriteAtomic(_folder.File("a"), "second"u8);
        Assert.Equal("second"u8, PrivateFile.Read(_folder.File("a"), 100));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_folder.File("a")));
        Assert.Equal([_folder.File("a")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Writing_over_a_file_that_others_could_read_makes_it_private()
    {
        File.WriteAllText(_folder.File("a"), "public");
        PrivateFile.WriteAtomic(_folder.File("a"), "secret"u8);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_folder.File("a")));
    }

    [Fact]
    public void A_write_that_fails_leaves_nothing_behind()
    {
        Directory.CreateDirectory(_folder.File("a"));
        Assert.ThrowsAny<Exception>(() => PrivateFile.WriteAtomic(_folder.File("a"), "secret"u8));
        Assert.Equal([_folder.File("a")], Directory.GetFileSystemEntries(_folder.Path));
        Assert.ThrowsAny<IOException>(() => PrivateFile.WriteAtomic(_folder.File("missing/b"), "secret"u8));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void A_file_with_rights_for_others_is_refused_with_the_command_that_mends_it(UnixFileMode more)
    {
        PrivateFile.WriteAtomic(_folder.File("a"), "secret"u8);
        File.SetUnixFileMode(_folder.File("a"), OwnerOnly | more);
        var error = Assert.Throws<KeyFileException>(() => PrivateFile.Read(_folder.File("a"), 100));
        Assert.Contains($"chmod 600 '{_folder.File("a")}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_only_its_owner_reads_is_taken()
    {
        PrivateFile.WriteAtomic(_folder.File("a"), "secret"u8);
        File.SetUnixFileMode(_folder.File("a"), UnixFileMode.UserRead);
        Assert.Equal("secret"u8, PrivateFile.Read(_folder.File("a"), 6));
    }

    [Fact]
    public void A_file_longer_than_expected_is_refused_with_the_numbers()
    {
        PrivateFile.WriteAtomic(_folder.File("a"), "secret"u8);
        var error = Assert.Throws<KeyFileException>(() => PrivateFile.Read(_folder.File("a"), 5));
        Assert.Contains("6 bytes; at most 5", error.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => PrivateFile.Read(_folder.File("missing"), 5));
    }

    [Fact]
    public void A_new_directory_is_its_owners_alone()
    {
        PrivateFile.EnsureDirectory(_folder.File("x/y"));
        PrivateFile.EnsureDirectory(_folder.File("x/y"));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.File("x")));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.File("x/y")));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_directory_in_which_others_write_is_refused_with_the_command_that_mends_it(UnixFileMode more)
    {
        Directory.CreateDirectory(_folder.File("x"));
        File.SetUnixFileMode(_folder.File("x"), OwnerOnly | UnixFileMode.UserExecute | more);
        var error = Assert.Throws<KeyFileException>(() => PrivateFile.EnsureDirectory(_folder.File("x")));
        Assert.Contains($"chmod 700 '{_folder.File("x")}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_that_create_a_file_exactly_one_succeeds_and_all_see_its_content()
    {
        var winners = 0;
        Parallel.For(0, 16, i =>
        {
            if (PrivateFile.TryCreate(_folder.File("a"), [(byte)i]))
            {
                Interlocked.Increment(ref winners);
            }
            Assert.Single(PrivateFile.Read(_folder.File("a"), 1));
        });
        Assert.Equal(1, winners);
        Assert.Equal([_folder.File("a")], Directory.GetFileSystemEntries(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();
}
