using System.Globalization;
using System.Text;
using Strangler.Core.Documents;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>A bar code for a page: Code 128 as SVG, a unit for a module, with the quiet zones it needs.</summary>
internal static class BarCodeSvg
{
    private const int Quiet = 10;
    private const int Height = 50;

    public static string Of(string text)
    {
        Code128 code = new(text);
        StringBuilder svg = new();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {code.Modules + (2 * Quiet)} {Height}\" ")
            .Append("shape-rendering=\"crispEdges\"><path d=\"");
        int at = Quiet;
        for (int stripe = 0; stripe < code.Stripes.Count; stripe++)
        {
            int width = code.Stripes[stripe];
            if (stripe % 2 == 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"M{at} 0h{width}v{Height}h-{width}z");
            }

            at += width;
        }

        return svg.Append("\"/></svg>").ToString();
    }
}
