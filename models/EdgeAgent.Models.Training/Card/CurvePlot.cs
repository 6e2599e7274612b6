using System.Globalization;
using System.Text;
using EdgeAgent.Models.Training.Corpus;

namespace EdgeAgent.Models.Training.Card;

/// <summary>The learning curve as an SVG picture.</summary>
internal static class CurvePlot
{
    private const int Width = 640;
    private const int Height = 320;
    private const int Margin = 48;

    private static readonly string[] s_colors = ["#1f77b4", "#2ca02c", "#ff7f0e", "#d62728", "#9467bd"];

    /// <summary>Draws exact match against tokens, one line a split.</summary>
    public static string Svg(IReadOnlyList<CurvePoint> points)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>\n");
        var most = points.Count == 0 ? 1 : points.Max(point => point.Tokens);
        for (var percent = 0; percent <= 100; percent += 20)
        {
            var y = Y(percent / 100.0);
            svg.Append(CultureInfo.InvariantCulture,
                $"<line x1=\"{Margin}\" y1=\"{y:F1}\" x2=\"{Width - Margin}\" y2=\"{y:F1}\" stroke=\"#ddd\"/>\n<text x=\"{Margin - 8}\" y=\"{y + 4:F1}\" text-anchor=\"end\">{percent}</text>\n");
        }
        for (var i = 0; i < Split.All.Count; i++)
        {
            var line = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture,
                $"{Margin + ((Width - (2 * Margin)) * (double)point.Tokens / most):F1},{Y(point.Scores[i]):F1}")));
            svg.Append(CultureInfo.InvariantCulture,
                $"<polyline fill=\"none\" stroke=\"{s_colors[i]}\" stroke-width=\"2\" points=\"{line}\"/>\n<text x=\"{Margin + 8 + (i * 100)}\" y=\"20\" fill=\"{s_colors[i]}\">{Split.All[i].Name}</text>\n");
        }
        svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{Width / 2}\" y=\"{Height - 10}\" text-anchor=\"middle\">million tokens of training, 0 to {most / 1e6:F1}; exact match in percent</text>\n</svg>\n");
        return svg.ToString();
    }

    private static double Y(double share) => Height - Margin - (share * (Height - (2 * Margin)));
}
