using System.Text.Json;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>Resources as JSON. Amounts are pesos with two decimals.</summary>
internal static class ResourceWriter
{
    public static void Debt(Utf8JsonWriter json, (DebtAccount Account, long Version, DateOnly Today) debt)
    {
        DebtAccount account = debt.Account;
        json.WriteStartObject();
        json.WriteNumber("contract", account.Contract.Value);
        json.WriteString("billingGroup", account.Group.ToString());
        json.WriteString("paymentReference", PaymentReference.Of(account.Contract));
        Money total = Money.Zero;
        Money overdue = Money.Zero;
        json.WriteStartArray("invoices");
        foreach (OpenInvoice invoice in account.Open)
        {
            bool isOverdue = invoice.IsOverdue(debt.Today);
            total += invoice.Owed;
            overdue += isOverdue ? invoice.Owed : Money.Zero;
            json.WriteStartObject();
            json.WriteString("number", invoice.Number);
            json.WriteNumber("year", invoice.Year);
            json.WriteNumber("period", invoice.Period);
            Day(json, "issued", invoice.Issued);
            Day(json, "due", invoice.Due);
            json.WriteBoolean("overdue", isOverdue);
            Amount(json, "amount", invoice.Amount);
            Amount(json, "tax", invoice.Tax);
            Amount(json, "owed", invoice.Owed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Amount(json, "owed", total);
        Amount(json, "overdue", overdue);
        json.WriteBoolean("collectionBlocked", account.CollectionBlocked);
        json.WriteNumber("recordsVersion", debt.Version);
        json.WriteEndObject();
    }

    public static void Contract(Utf8JsonWriter json, SupplyContract contract)
    {
        json.WriteStartObject();
        json.WriteNumber("number", contract.Number.Value);
        json.WriteString("billingGroup", contract.Group.ToString());
        json.WriteString("serviceAreaName", contract.ServiceAreaName);
        json.WriteNumber("servicePoint", contract.ServicePoint);
        json.WriteBoolean("active", contract.State == 1);
        json.WriteBoolean("domestic", contract.Use == 1);
        json.WriteNumber("units", contract.Units);
        json.WriteBoolean("sewerage", contract.Sewerage);
        json.WriteBoolean("treatment", contract.Treatment);
        Day(json, "since", contract.Since);
        Day(json, "until", contract.Until);
        json.WriteStartObject("holder");
        json.WriteString("name", contract.Holder.Name);
        json.WriteString("surname", contract.Holder.Surname);
        json.WriteString("taxId", contract.Holder.TaxId);
        json.WriteBoolean("company", contract.Holder.Kind == "J");
        json.WriteBoolean("pensioner", contract.Holder.Pensioner);
        json.WriteString("postalCode", contract.Holder.PostalCode);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Readings(Utf8JsonWriter json, ContractReadings readings)
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (KnownReading reading in readings.Readings)
        {
            json.WriteStartObject();
            json.WriteString("at", reading.At);
            json.WriteString("kind", KindOf(reading.Kind));
            json.WriteNumber("meter", reading.Meter);
            json.WriteNumber("dials", reading.Dials);
            json.WriteNumber("cubicMetres", reading.Consumption);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Consumption(Utf8JsonWriter json, ContractReadings readings)
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var cycle in readings.Readings.Where(reading => reading is { Year: not null, Period: not null })
            .GroupBy(reading => (reading.Year, reading.Period)))
        {
            json.WriteStartObject();
            json.WriteNumber("year", cycle.Key.Year!.Value);
            json.WriteNumber("period", cycle.Key.Period!.Value);
            json.WriteNumber("cubicMetres", cycle.Sum(reading => (long)reading.Consumption));
            json.WriteBoolean("estimated", cycle.Any(reading => reading.Kind == 'E'));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Tariffs(Utf8JsonWriter json, ContractTariffs tariffs)
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (TariffInForce tariff in tariffs.InForce)
        {
            json.WriteStartObject();
            json.WriteNumber("chargeType", tariff.ChargeType);
            json.WriteString("chargeTypeName", tariff.ChargeTypeName);
            json.WriteNumber("tariffKind", tariff.TariffKind);
            json.WriteString("tariffKindName", tariff.TariffKindName);
            Day(json, "since", tariff.Since);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Page(Utf8JsonWriter json, (IEnumerable<InvoiceRecord> Items, string? Next) page)
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (InvoiceRecord invoice in page.Items)
        {
            json.WriteStartObject();
            Invoice(json, invoice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("next", page.Next);
        json.WriteEndObject();
    }

    public static void Detail(Utf8JsonWriter json, InvoiceDetail detail)
    {
        json.WriteStartObject();
        Invoice(json, detail.Invoice);
        json.WriteStartArray("lines");
        foreach (InvoiceLine line in detail.Lines)
        {
            json.WriteStartObject();
            json.WriteNumber("chargeType", line.ChargeType);
            json.WriteString("chargeTypeName", line.ChargeName);
            json.WriteNumber("quantity", line.Quantity);
            Amount(json, "amount", line.Amount);
            json.WriteNumber("taxRate", line.TaxRate);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Invoice(Utf8JsonWriter json, InvoiceRecord invoice)
    {
        json.WriteString("number", invoice.Number);
        json.WriteNumber("id", invoice.Id);
        json.WriteNumber("contract", invoice.Contract.Value);
        json.WriteNumber("year", invoice.Cycle.Year);
        json.WriteNumber("period", invoice.Cycle.Period);
        Day(json, "issued", invoice.Issued);
        Day(json, "due", invoice.Due);
        Amount(json, "amount", invoice.Amount);
        Amount(json, "tax", invoice.Tax);
        Amount(json, "owed", invoice.Owed);
        json.WriteNumber("cubicMetres", invoice.Consumption);
        Day(json, "paid", invoice.Collected?.Paid);
    }

    private static string KindOf(char kind) => kind switch
    {
        'L' => "regular",
        'E' => "estimated",
        'F' => "final",
        'I' => "initial",
        _ => "other",
    };

    private static void Amount(Utf8JsonWriter json, string name, Money amount) =>
        json.WriteNumber(name, amount.Centavos / 100.00m);

    private static void Day(Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } known)
        {
            Span<char> text = stackalloc char[10];
            known.TryFormat(text, out _, "O", System.Globalization.CultureInfo.InvariantCulture);
            json.WriteString(name, text);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
