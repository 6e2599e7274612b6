using System.Globalization;

namespace EdgeAgent.Models.Training.Card;

/// <summary>One line of the learning curve.</summary>
/// <param name="Tokens">Tokens of training.</param>
/// <param name="Scores">Exact match on the development sets, 0 to 1, in the order of the splits.</param>
internal sealed record CurvePoint(long Tokens, IReadOnlyList<double> Scores)
{
    /// <summary>Reads a curve file; nothing where it is missing.</summary>
    public static IReadOnlyList<CurvePoint> Read(string file) =>
        !File.Exists(file)
            ? []
            : File.ReadLines(file).Skip(1).Select(line => line.Split(','))
                .Select(cells => new CurvePoint(
                    long.Parse(cells[1], CultureInfo.InvariantCulture),
                    cells[3..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToList()))
                .ToList();
}
