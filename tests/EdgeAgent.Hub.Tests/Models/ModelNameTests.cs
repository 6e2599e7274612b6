using EdgeAgent.Hub.Models;

namespace EdgeAgent.Hub.Tests.Models;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("/a/tiny-1.5B_Q4.gguf", "tiny-1.5B_Q4")]
    [InlineData("/a/<script>alert(1)<.gguf", "-script-alert-1--")]
    [InlineData("/a/モデル.gguf", "---")]
    [InlineData("/a/.gguf", "model")]
    public void A_name_has_only_characters_that_are_safe_everywhere(string path, string name) =>
        Assert.Equal(name, ModelName.OfFile(path));

    [Fact]
    public void A_long_name_is_cut() =>
        Assert.Equal(ModelName.MaxChars, ModelName.OfFile(new string('x', 300) + ".gguf").Length);
}
