using System.Buffers;
using System.Text;
using Strangler.Cfdi.Validation;
using Strangler.Cfdi.Validation.Seal;
using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Tests.Unit.Cfdi.Validation;

public sealed class OriginalChainTests
{
    public static TheoryData<string> SampleNames() => [.. Specimens.Samples];

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void The_chain_of_a_sample_is_that_of_the_official_stylesheet(string name)
    {
        string expected = File.ReadAllText(Repository.Shared($"sat/samples/{name}.xml.cadena.txt"));
        Assert.Equal(expected, ChainOf(Specimens.Read(name)));
    }

    [Fact]
    public void Spaces_are_normalised_and_a_missing_value_leaves_its_bar() => Assert.StartsWith(
        "||4.0|A B||", ChainOf(
            "<c:Comprobante xmlns:c='http://www.sat.gob.mx/cfd/4' Version='4.0' Serie='  A &#10; B '/>"),
        StringComparison.Ordinal);

    private static string ChainOf(string xml)
    {
        Element root = TreeReader.Read(Encoding.UTF8.GetBytes(xml), new Findings(9, true))!;
        ArrayBufferWriter<byte> chain = new();
        Assert.True(OriginalChain.TryWrite(root, chain));
        return Encoding.UTF8.GetString(chain.WrittenSpan);
    }
}
