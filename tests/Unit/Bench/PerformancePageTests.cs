using System.Xml.Linq;
using Strangler.ParallelRun.Bench;

namespace Strangler.Tests.Unit.Bench;

public sealed class PerformancePageTests
{
    private const string Other = "<!-- bench:b -->\nkept\n<!-- /bench:b -->\n";

    [Fact]
    public void A_bench_rewrites_its_own_part_only()
    {
        const string Page = "# Title\n<!-- bench:a -->\nold\n<!-- /bench:a -->\n" + Other;
        Assert.Equal(
            "# Title\n<!-- bench:a -->\nnew\n<!-- /bench:a -->\n" + Other, PerformancePage.Replace(Page, "a", "new\n"));
    }

    [Fact]
    public void A_page_without_the_part_gets_it_at_its_end() => Assert.Equal(
        "# Title\n\n<!-- bench:a -->\nnew\n<!-- /bench:a -->\n", PerformancePage.Replace("# Title\n", "a", "new"));

    [Fact]
    public void The_chart_is_an_image_whose_longest_bar_is_the_largest_value()
    {
        XElement chart = XElement.Parse(BarChart.Draw("a < b", [("one", 10), ("two & three", 40)], "/s"));
        string[] widths = [.. chart.Elements().Where(part => part.Name.LocalName == "rect").Select(Width)];
        Assert.Equal(["95", "380"], widths);
    }

    private static string Width(XElement bar) => bar.Attribute("width")!.Value;
}
