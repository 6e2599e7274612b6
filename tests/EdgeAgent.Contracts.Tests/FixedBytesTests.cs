using CsCheck;

namespace EdgeAgent.Contracts.Tests;

public sealed class FixedBytesTests
{
    [Fact]
    public void Ids_survive_writing_and_reading() =>
        Gen.Byte.Array[RecoverableSignature.SizeBytes].Sample(bytes =>
        {
            Assert.Equal(new Address(bytes.AsSpan(..20)), Address.Parse(new Address(bytes.AsSpan(..20)).ToString()));
            Assert.Equal(new Bytes32(bytes.AsSpan(..32)), Bytes32.Parse(new Bytes32(bytes.AsSpan(..32)).ToString()));
            Assert.Equal(
                new RecoverableSignature(bytes),
                RecoverableSignature.Parse(new RecoverableSignature(bytes).ToString()));
            Assert.Equal("0x" + Convert.ToHexStringLower(bytes), new RecoverableSignature(bytes).ToString());
            Assert.Equal(bytes, new RecoverableSignature(bytes).ToArray());
        }, iter: 1_000, threads: 1);

    [Fact]
    public void Equality_looks_at_every_byte() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Int[0, 31], Gen.Int[0, 7]).Sample((bytes, at, bit) =>
        {
            var original = new Bytes32(bytes);
            bytes[at] ^= (byte)(1 << bit);
            Assert.NotEqual(original, new Bytes32(bytes));
            Assert.True(original != new Bytes32(bytes));
        }, iter: 1_000, threads: 1);

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("0x0102030405060708090a0b0c0d0e0f101112131")]
    [InlineData("0x0102030405060708090a0b0c0d0e0f10111213141")]
    [InlineData("0X0102030405060708090a0b0c0d0e0f1011121314")]
    [InlineData("0x0102030405060708090A0b0c0d0e0f1011121314")]
    [InlineData("0x0102030405060708090a0b0c0d0e0f101112131\0")]
    [InlineData("0x0102030405060708090a0b0c0d0e0f101112131 ")]
    [InlineData("0x0102030405060708090a0b0c0d0e0f10111213１４")]
    [InlineData("0102030405060708090a0b0c0d0e0f101112131415")]
    [InlineData(" 0x0102030405060708090a0b0c0d0e0f10111213")]
    public void An_address_in_another_form_is_refused(string text)
    {
        Assert.False(Address.TryParse(text, out var address));
        Assert.Equal(default, address);
        Assert.Throws<FormatException>(() => Address.Parse(text));
    }

    [Theory]
    [InlineData("00112233445566778899aabbccddeef")]
    [InlineData("00112233445566778899aabbccddeeff0")]
    [InlineData("00112233445566778899aabbccddeef\0")]
    [InlineData("00112233445566778899AABBCCDDEEFF")]
    [InlineData("0x112233445566778899aabbccddeeff")]
    [InlineData(" 0112233445566778899aabbccddeeff")]
    [InlineData("00112233445566778899aabbccddeefg")]
    public void A_job_id_in_another_form_is_refused(string text) => Assert.False(JobId.TryParse(text, out _));

    [Fact]
    public void Job_ids_are_random_and_survive_writing_and_reading()
    {
        var id = JobId.New();
        Assert.NotEqual(JobId.New(), id);
        Assert.True(JobId.TryParse(id.ToString(), out var read));
        Assert.Equal(id, read);
        Assert.Equal(32, id.ToString().Length);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(66)]
    [InlineData(0)]
    public void A_signature_of_another_length_is_refused(int length)
    {
        Assert.Throws<ArgumentException>(() => new RecoverableSignature(new byte[length]));
        Assert.False(RecoverableSignature.TryParse("0x" + new string('0', 2 * length), out _));
    }
}
