using System.Buffers.Binary;
using CsCheck;
using EdgeAgent.Models.Gguf.Format;

namespace EdgeAgent.Models.Gguf.Tests.Format;

public sealed class GgufFileTests
{
    [Fact]
    public void What_was_written_is_read()
    {
        var file = GgufBytes.Read(GgufBytes.Write(writer =>
        {
            writer.Add("text", "größer");
            writer.Add("number", uint.MaxValue);
            writer.Add("half", 0.5f);
            writer.Add("yes", true);
            writer.Add("names", (string[])["a", "", "c"]);
            writer.Add("floats", (float[])[1, 2]);
            writer.Add("numbers", (int[])[-1]);
        }));

        Assert.Equal("größer", file.Text("text"));
        Assert.Equal(uint.MaxValue, file.WholeNumber("number"));
        Assert.Null(file.WholeNumber("half"));
        Assert.Null(file.Text("number"));
        Assert.True(file.Has("yes"));
        Assert.Equal(new GgufArray(GgufValueType.Text, 3), file.Array("names"));
        Assert.Equal(new GgufArray(GgufValueType.F32, 2), file.Array("floats"));
        Assert.Equal(7, file.Keys.Count);
        var tensor = Assert.Single(file.Tensors);
        Assert.Equal(
            ("t", GgmlType.F32, 4L, 16L, 0L),
            (tensor.Name, tensor.Type, tensor.Elements, tensor.SizeBytes, tensor.Offset));
        Assert.Equal(0, file.DataOffset % 32);
    }

    [Fact]
    public void A_file_cut_at_any_byte_is_refused()
    {
        var bytes = GgufBytes.Model();
        var header = (int)GgufBytes.Read(bytes).DataOffset;
        for (var length = 0; length < header; length++)
        {
            Assert.Throws<ModelFormatException>(() => GgufBytes.Read(bytes[..length]));
        }
        Assert.Throws<ModelFormatException>(() => GgufBytes.Read(bytes[..^64]));
    }

    [Fact]
    public void Whatever_is_changed_the_reader_answers_or_refuses()
    {
        var original = GgufBytes.Model();
        var header = (int)GgufBytes.Read(original).DataOffset;
        Gen.Select(Gen.Int[0, header - 9], Gen.Int[0, 3], Gen.ULong).Array[1, 3].Sample(
            changes =>
            {
                var bytes = original.AsSpan().ToArray();
                foreach (var (at, kind, value) in changes)
                {
                    Change(bytes.AsSpan(at), kind, value);
                }
                try
                {
                    GgufModelFacts.Of(GgufBytes.Read(bytes));
                }
                catch (ModelFormatException refused)
                {
                    Assert.NotEmpty(refused.Message);
                }
            },
            iter: 20_000);
    }

    /// <summary>A byte, a small number, any number, or the largest of some width.</summary>
    private static void Change(Span<byte> place, int kind, ulong value)
    {
        switch (kind)
        {
            case 0:
                place[0] = (byte)value;
                break;
            case 1:
                BinaryPrimitives.WriteUInt32LittleEndian(place, (uint)(value % 16));
                break;
            case 2:
                BinaryPrimitives.WriteUInt64LittleEndian(place, value);
                break;
            default:
                BinaryPrimitives.WriteUInt64LittleEndian(place, ulong.MaxValue >> (int)(value % 64));
                break;
        }
    }

    [Theory]
    [InlineData(8, "number of tensors")]
    [InlineData(16, "number of metadata entries")]
    [InlineData(24, "length of a metadata key")]
    public void A_huge_count_is_refused_by_name_and_place(int at, string what)
    {
        foreach (var count in (ulong[])[ulong.MaxValue, long.MaxValue, 1ul << 40, 100_000_000])
        {
            var bytes = GgufBytes.Model();
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), count);
            var refusal = Assert.Throws<ModelFormatException>(() => GgufBytes.Read(bytes));
            Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
            Assert.Contains($"byte {at}", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_huge_array_is_refused_before_memory_is_taken_for_it()
    {
        var bytes = GgufBytes.Model();
        var count = GgufBytes.Find(bytes, GgufKeys.Scores) + GgufKeys.Scores.Length + 8;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(count), 4_000_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ModelFormatException>(() => GgufBytes.Read(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Two_tokens_of_one_text_are_refused()
    {
        var bytes = GgufBytes.Model();
        bytes[GgufBytes.Find(bytes, "<0x41>") + 4] = (byte)'2';

        var refusal = Assert.Throws<ModelFormatException>(() => GgufBytes.Read(bytes));
        Assert.Contains("text of another token", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tokens_that_are_one_text_up_to_a_zero_are_refused()
    {
        Assert.Throws<ModelFormatException>(() => GgufBytes.Read(
            GgufBytes.Write(writer => writer.Add(GgufKeys.Tokens, (string[])["a\0x", "b", "a\0y"]))));
        Assert.Throws<ModelFormatException>(() => GgufBytes.Read(
            GgufBytes.Write(writer => writer.Add(GgufKeys.Tokens, (string[])["[EMPTY_1]", ""]))));
    }

    [Theory]
    [InlineData("GGUG", 3u)]
    [InlineData("GGUF", 1u)]
    [InlineData("GGUF", 4u)]
    [InlineData("GGUF", 0x03000000u)]
    public void Other_formats_and_versions_are_refused(string magic, uint version)
    {
        var bytes = GgufBytes.Model();
        System.Text.Encoding.ASCII.GetBytes(magic, bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), version);
        Assert.Throws<ModelFormatException>(() => GgufBytes.Read(bytes));
    }

    [Theory]
    [InlineData(3u)]
    [InlineData(0u)]
    [InlineData(1u << 20)]
    public void An_impossible_alignment_is_refused(uint alignment) =>
        Assert.Throws<ModelFormatException>(
            () => GgufBytes.Read(GgufBytes.Write(writer => writer.Add("general.alignment", alignment))));

    [Fact]
    public void A_tensor_outside_the_file_or_of_unknown_kind_is_refused()
    {
        // Name length and "t", number of dimensions, one dimension, type, offset.
        var bytes = GgufBytes.Write(_ => { });
        var info = bytes.AsSpan().IndexOf("\u0001\0\0\0\0\0\0\0t"u8);
        var (dimensions, dimension, type, offset) = (info + 9, info + 13, info + 21, info + 25);

        Refuse(bytes, dimensions, 0);
        Refuse(bytes, dimensions, 5);
        Refuse(bytes, dimension, 0);
        Refuse(bytes, dimension, 5_000);
        Refuse(bytes, dimension, -1);
        Refuse(bytes, type, 4);
        Refuse(bytes, type, 43);
        Refuse(bytes, type, 2); // Q4_0: no row of four
        Refuse(bytes, offset, 32);

        static void Refuse(byte[] bytes, int at, long value)
        {
            var changed = bytes.AsSpan().ToArray();
            if (value is < 0 or > 1000)
            {
                BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(at), value);
            }
            else
            {
                BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(at), (int)value);
            }
            Assert.Throws<ModelFormatException>(() => GgufBytes.Read(changed));
        }
    }
}
