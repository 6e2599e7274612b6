using EdgeAgent.Models.Training.Compute;

namespace EdgeAgent.Models.Training.Model;

/// <summary>Forward and backward pass of one packed sequence through the model.</summary>
internal sealed unsafe class SequencePass
{
    private readonly LlamaModel _model;
    private readonly ModelShape _shape;
    private readonly PackedSequence _sequence;
    private readonly Workspace _work;
    private readonly Attention _attention;
    private readonly int _rows;

    public SequencePass(LlamaModel model, PackedSequence sequence, Workspace work)
    {
        if (sequence.Tokens.Count > work.MaxTokens || sequence.SystemLength > work.MaxSystem
            || sequence.LongestTurn > work.MaxTurn)
        {
            throw new ArgumentException(
                $"{sequence.Tokens.Count} tokens, system {sequence.SystemLength}, turn {sequence.LongestTurn} do not fit "
                + $"the workspace of {work.MaxTokens}, {work.MaxSystem}, {work.MaxTurn}.", nameof(sequence));
        }
        (_model, _shape, _sequence, _work) = (model, model.Shape, sequence, work);
        _attention = new Attention(_shape, sequence, work);
        _rows = Workspace.RoundUp(sequence.Tokens.Count, Gemm.TileRows);
    }

    /// <summary>Computes all activations up to the norm before the head.</summary>
    public void Forward()
    {
        Embed(_work.Layers[0].Input.Pointer);
        for (var i = 0; i < _shape.Layers; i++)
        {
            var next = i + 1 < _shape.Layers ? _work.Layers[i + 1].Input : _work.Final;
            ForwardLayer(i, next.Pointer);
        }
        RowOps.Norm(_work.Final.Pointer, Weights(_model.Layout.OutputNorm), _work.FinalNormed.Pointer, _rows, _shape.Width);
    }

    /// <summary>Adds loss and gradient of the sequence to a lane; <see cref="Forward"/> comes first.</summary>
    public void Backward(LaneGradient lane)
    {
        lane.Tokens += _sequence.Tokens.Count;
        var gradient = lane.Gradient.Pointer;
        new HeadPass(_model, _sequence, _work).LossAndGradient(lane);
        var dResidual = _work.Residual.Pointer;
        Move(_work.WidthA.Pointer, dResidual);
        RowOps.NormBackward(_work.Final.Pointer, Weights(_model.Layout.OutputNorm), _work.WidthA.Pointer, dResidual,
            gradient + _model.Layout.OutputNorm.Offset, _rows, _shape.Width);
        for (var i = _shape.Layers - 1; i >= 0; i--)
        {
            BackwardFeedForward(i, dResidual, gradient);
            BackwardAttention(i, dResidual, gradient);
        }
        var table = gradient + _model.Layout.Embedding.Offset;
        for (var row = 0; row < _sequence.Tokens.Count; row++)
        {
            VectorOps.Add(table + ((long)_sequence.Tokens[row] * _shape.Width), dResidual + ((long)row * _shape.Width), _shape.Width);
        }
    }

    // The head left its gradient in Residual; the norm wants it as input and an empty residual to add to.
    private void Move(float* to, float* from)
    {
        var bytes = (long)_rows * _shape.Width * sizeof(float);
        Buffer.MemoryCopy(from, to, bytes, bytes);
        new Span<float>(from, _rows * _shape.Width).Clear();
    }

    private void Embed(float* x)
    {
        var table = Weights(_model.Layout.Embedding);
        var bytes = _shape.Width * sizeof(float);
        for (var row = 0; row < _rows; row++)
        {
            var token = row < _sequence.Tokens.Count ? _sequence.Tokens[row] : 0;
            Buffer.MemoryCopy(table + ((long)token * _shape.Width), x + ((long)row * _shape.Width), bytes, bytes);
        }
    }

    private void ForwardLayer(int i, float* output)
    {
        var (layer, packed, tensors) = (_work.Layers[i], _model.Layers[i], _model.Layout.Layers[i]);
        var bytes = (long)_rows * _shape.Width * sizeof(float);
        RowOps.Norm(layer.Input.Pointer, Weights(tensors.AttentionNorm), layer.Normed.Pointer, _rows, _shape.Width);
        packed.QueryKeyValue.Forward(layer.Normed.Pointer, layer.QueryKeyValue.Pointer, _rows);
        Rotate(layer.QueryKeyValue.Pointer, backward: false);
        _attention.Forward(layer);
        Buffer.MemoryCopy(layer.Input.Pointer, layer.Middle.Pointer, bytes, bytes);
        packed.Output.Forward(layer.Mixed.Pointer, layer.Middle.Pointer, _rows, accumulate: true);
        RowOps.Norm(layer.Middle.Pointer, Weights(tensors.FeedForwardNorm), layer.MiddleNormed.Pointer, _rows, _shape.Width);
        packed.GateUp.Forward(layer.MiddleNormed.Pointer, layer.GateUp.Pointer, _rows);
        RowOps.Gate(layer.GateUp.Pointer, layer.Hidden.Pointer, _rows, _shape.FeedForward);
        Buffer.MemoryCopy(layer.Middle.Pointer, output, bytes, bytes);
        packed.Down.Forward(layer.Hidden.Pointer, output, _rows, accumulate: true);
    }

    private void BackwardFeedForward(int i, float* dResidual, float* gradient)
    {
        var (layer, packed, tensors) = (_work.Layers[i], _model.Layers[i], _model.Layout.Layers[i]);
        var (width, inner) = (_shape.Width, _shape.FeedForward);
        AddWeightGradient(dResidual, width, layer.Hidden.Pointer, inner, gradient + tensors.Down.Offset);
        packed.Down.Backward(dResidual, _work.Wide.Pointer, _rows);
        RowOps.GateBackward(layer.GateUp.Pointer, _work.Wide.Pointer, _rows, inner);
        AddWeightGradient(layer.GateUp.Pointer, 2 * inner, layer.MiddleNormed.Pointer, width, gradient + tensors.Gate.Offset);
        packed.GateUp.Backward(layer.GateUp.Pointer, _work.WidthA.Pointer, _rows);
        RowOps.NormBackward(layer.Middle.Pointer, Weights(tensors.FeedForwardNorm), _work.WidthA.Pointer, dResidual,
            gradient + tensors.FeedForwardNorm.Offset, _rows, width);
    }

    private void BackwardAttention(int i, float* dResidual, float* gradient)
    {
        var (layer, packed, tensors) = (_work.Layers[i], _model.Layers[i], _model.Layout.Layers[i]);
        var width = _shape.Width;
        AddWeightGradient(dResidual, width, layer.Mixed.Pointer, width, gradient + tensors.AttentionOutput.Offset);
        packed.Output.Backward(dResidual, _work.WidthA.Pointer, _rows);
        _attention.Backward(layer, _work.WidthA.Pointer, _work.Wide.Pointer);
        Rotate(_work.Wide.Pointer, backward: true);
        AddWeightGradient(_work.Wide.Pointer, 3 * width, layer.Normed.Pointer, width, gradient + tensors.Query.Offset);
        packed.QueryKeyValue.Backward(_work.Wide.Pointer, _work.WidthA.Pointer, _rows);
        RowOps.NormBackward(layer.Input.Pointer, Weights(tensors.AttentionNorm), _work.WidthA.Pointer, dResidual,
            gradient + tensors.AttentionNorm.Offset, _rows, width);
    }

    // Rows of padding are left out: their gradient means nothing.
    private void AddWeightGradient(float* dy, int outputs, float* x, int inputs, float* dw) =>
        Gemm.AddTransposedProduct(dy, outputs, x, inputs, dw, inputs, outputs, inputs, _sequence.Tokens.Count,
            _work.Transposed.Pointer);

    private void Rotate(float* queryKeyValue, bool backward)
    {
        for (var row = 0; row < _sequence.Tokens.Count; row++)
        {
            var at = queryKeyValue + ((long)row * 3 * _shape.Width);
            _model.Rotary.Rotate(at, 2 * _shape.Heads, _sequence.Positions[row], backward); // query and key
        }
    }

    private float* Weights(Tensor tensor) => _model.Weights.Pointer + tensor.Offset;
}
