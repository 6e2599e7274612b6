using EdgeAgent.Models.Training.Model;

namespace EdgeAgent.Models.Training.Tests;

/// <summary>The backward pass against finite differences of the loss.</summary>
public sealed class GradientTests
{
    private static readonly ModelShape s_shape = new(64, 64, 2, 2, 96, 128);

    [Theory]
    [InlineData(21)]
    [InlineData(0)]
    public void Each_tensors_gradient_is_the_slope_of_the_loss(int systemTokens)
    {
        using var model = new LlamaModel(s_shape);
        model.Initialize(1);
        var random = new SeededRandom(2, "gradient test");
        var weights = model.Weights.Span;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] += 0.1f * random.NextNormal(); // far from the start, where much is symmetric
        }
        model.Pack();
        var sequence = Sequence(random, systemTokens);
        using var work = new Workspace(s_shape, 128, 40, 40);
        using var lane = new LaneGradient(model.Layout.Length);
        Run(model, sequence, work, lane);
        foreach (var tensor in model.Layout.Tensors)
        {
            var direction = Enumerable.Range(0, tensor.Length).Select(_ => random.NextNormal()).ToArray();
            var slope = Slope(model, sequence, work, tensor, direction);
            var gradient = lane.Gradient.Span.Slice((int)tensor.Offset, tensor.Length);
            var expected = 0.0;
            for (var i = 0; i < direction.Length; i++)
            {
                expected += direction[i] * (double)gradient[i];
            }
            Assert.True(Math.Abs(slope - expected) < 0.01 * (1 + Math.Abs(expected)), $"{tensor.Name}: {slope} is not {expected}");
        }
    }

    [Fact]
    public void Packed_turns_give_the_loss_of_the_same_turns_alone()
    {
        using var model = new LlamaModel(s_shape);
        model.Initialize(3);
        var random = new SeededRandom(4, "packing test");
        var (system, questions, answers) = (Tokens(random, 13), new[] { Tokens(random, 9), Tokens(random, 5) },
            new[] { Tokens(random, 4), Tokens(random, 11) });
        using var work = new Workspace(s_shape, 128, 40, 40);
        var together = new PackedSequence(system);
        var alone = 0.0;
        for (var i = 0; i < 2; i++)
        {
            together.AddTurn(questions[i], answers[i], 0.2f);
            var one = new PackedSequence(system);
            one.AddTurn(questions[i], answers[i], 0.2f);
            alone += Loss(model, one, work);
        }
        Assert.Equal(alone, Loss(model, together, work), 4);
    }

    private static PackedSequence Sequence(SeededRandom random, int systemTokens)
    {
        var sequence = new PackedSequence(Tokens(random, systemTokens));
        sequence.AddTurn(Tokens(random, 9), Tokens(random, 4), 0.25f);
        sequence.AddTurn(Tokens(random, 11), Tokens(random, 2), 0.25f);
        sequence.AddTurn(Tokens(random, 5), Tokens(random, 30), 0.25f);
        return sequence;
    }

    private static double Slope(
        LlamaModel model, PackedSequence sequence, Workspace work, Tensor tensor, float[] direction)
    {
        const float Step = 3e-4f;
        Move(model, tensor, direction, Step);
        var above = Loss(model, sequence, work);
        Move(model, tensor, direction, -2 * Step);
        var below = Loss(model, sequence, work);
        Move(model, tensor, direction, Step);
        return (above - below) / (2 * Step);
    }

    private static void Move(LlamaModel model, Tensor tensor, float[] direction, float step)
    {
        var weights = model.Weights.Span.Slice((int)tensor.Offset, tensor.Length);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] += step * direction[i];
        }
        model.Pack();
    }

    private static double Loss(LlamaModel model, PackedSequence sequence, Workspace work)
    {
        using var lane = new LaneGradient(model.Layout.Length);
        Run(model, sequence, work, lane);
        return lane.Loss;
    }

    private static void Run(LlamaModel model, PackedSequence sequence, Workspace work, LaneGradient lane)
    {
        var pass = new SequencePass(model, sequence, work);
        pass.Forward();
        pass.Backward(lane);
    }

    private static int[] Tokens(SeededRandom random, int count) =>
        Enumerable.Range(0, count).Select(_ => random.Next(s_shape.Vocabulary)).ToArray();
}
