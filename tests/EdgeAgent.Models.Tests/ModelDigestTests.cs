using System.Text.Json;

namespace EdgeAgent.Models.Tests;

public sealed class ModelDigestTests
{
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public async Task A_file_has_its_SHA_256()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "abc", TestContext.Current.CancellationToken);
            Assert.Equal(
                OfAbc, (await ModelDigest.OfFileAsync(path, TestContext.Current.CancellationToken)).ToString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    [InlineData("0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015")]
    [InlineData(null)]
    public void Any_other_text_form_is_refused(string? text) => Assert.False(ModelDigest.TryParse(text, out _));

    [Fact]
    public void Text_bytes_and_JSON_come_back()
    {
        Assert.True(ModelDigest.TryParse(OfAbc, out var digest));
        var bytes = new byte[ModelDigest.SizeBytes];
        digest.CopyTo(bytes);
        Assert.Equal(digest, ModelDigest.FromBytes(bytes));
        var json = JsonSerializer.Serialize(digest);
        Assert.Equal($"\"{OfAbc}\"", json);
        Assert.Equal(digest, JsonSerializer.Deserialize<ModelDigest>(json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ModelDigest>("\"abc\""));
    }
}
