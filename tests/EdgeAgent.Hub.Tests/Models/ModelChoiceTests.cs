using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Tests.Hosting;

namespace EdgeAgent.Hub.Tests.Models;

public sealed class ModelChoiceTests
{
    [Fact]
    public void A_bundled_model_comes_before_a_random_one_and_after_a_configured_one()
    {
        using var directory = new TempDirectory();
        Assert.IsType<ModelSource.Generated>(ModelChoice.Choose("", directory.Root));

        var bundled = Directory.CreateDirectory(directory.Path("models", "catalog", "bundled")).FullName;
        foreach (var name in new[] { "b.gguf", "a.gguf", "readme.txt" })
        {
            File.WriteAllText(Path.Combine(bundled, name), "x");
        }
        var chosen = Assert.IsType<ModelSource.GivenFile>(ModelChoice.Choose("", directory.Root));
        Assert.Equal(Path.Combine(bundled, "a.gguf"), chosen.Path);

        var own = directory.Path("own.gguf");
        File.WriteAllText(own, "x");
        Assert.IsType<ModelSource.Generated>(ModelChoice.Choose("random-tiny", directory.Root));
        Assert.Equal(own, Assert.IsType<ModelSource.GivenFile>(ModelChoice.Choose(own, directory.Root)).Path);
    }

    [Fact]
    public void A_file_that_vanished_after_the_settings_were_checked_is_named()
    {
        var failure = Assert.Throws<HubModelException>(() => ModelChoice.Choose("/does/not/exist.gguf", "/"));
        Assert.Contains("/does/not/exist.gguf", failure.Message, StringComparison.Ordinal);
    }
}
