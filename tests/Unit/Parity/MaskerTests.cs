using System.Xml.Linq;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Shadowing;
using Strangler.Parity;

namespace Strangler.Tests.Unit.Parity;

public sealed class MaskerTests
{
    [Fact]
    public void Personal_and_unknown_texts_are_masked_and_the_rest_stays()
    {
        string masked = Masked(Soap.Answer(
            "<name>ANA &amp; CO</name><note>n</note><amount>5.00</amount><other a='ANA'>ANA<more/></other>"));
        Assert.DoesNotContain("ANA", masked, StringComparison.Ordinal);
        Assert.Contains("<note>n</note><amount>5.00</amount>", masked, StringComparison.Ordinal);
        Assert.Equal("***8", XDocument.Parse(masked).Descendants("name").Single().Value.Split('#')[0]);
    }

    [Fact]
    public void Nothing_of_a_header_is_kept_but_its_form()
    {
        string masked = Masked(
            "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Header><w:Security xmlns:w='urn:w'>"
            + "<w:UsernameToken w:Id='id-7'><w:Username>portal</w:Username><w:Password>s3cret</w:Password>"
            + "</w:UsernameToken></w:Security></e:Header><e:Body/></e:Envelope>");
        Assert.DoesNotContain("portal", masked, StringComparison.Ordinal);
        Assert.Contains("<w:Password>***</w:Password>", masked, StringComparison.Ordinal);
        Assert.DoesNotContain("id-7", masked, StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_answer_keeps_its_amounts_and_loses_its_people()
    {
        Operation operation = ContractCatalog.AquaCis.Find("InterfazGenericaGestionDeudaWS", "getDeuda");
        string masked = Masker.Mask(
            Soap.Sent(Soap.Envelope(
                "<n:getDeudaResponse xmlns:n='http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/'><return>"
                + "<deuda><deuda>120.00</deuda><direccion>CALLE 5</direccion><nombreCliente>ANA</nombreCliente></deuda>"
                + "</return></n:getDeudaResponse>")),
            AnswerShapes.Of(operation), 10_000);
        Assert.Contains("<deuda>120.00</deuda>", masked, StringComparison.Ordinal);
        Assert.DoesNotContain("CALLE", masked, StringComparison.Ordinal);
        Assert.DoesNotContain("ANA", masked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<a>")]
    [InlineData("ANA SOLIS")]
    public void What_is_no_XML_is_only_counted(string body) =>
        Assert.Equal($"({body.Length} bytes, not well-formed XML)", Masked(body));

    [Fact]
    public void A_long_body_is_cut() => Assert.Equal(
        101, Masker.Mask(Soap.Sent(Soap.Answer(new string(' ', 500) + "<note>n</note>")), Soap.Shape, 100).Length);

    private static string Masked(string body) => Masker.Mask(Soap.Sent(body), Soap.Shape, 10_000);
}
