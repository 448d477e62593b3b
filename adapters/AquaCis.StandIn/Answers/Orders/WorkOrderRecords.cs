using System.Globalization;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Orders;

/// <summary>Writes a work order as crews fetch it: the order, and all they must know on the spot.</summary>
internal sealed class WorkOrderRecords(
    LegacyBooks books, MeterFile meters, CustomerChanges customers, TimeProvider clock)
{
    /// <summary>No more readings go with an order.</summary>
    private const int ReadingLimit = 12;

    /// <param name="request">What was asked; its identifiers are given back.</param>
    public void Write(RecordWriter record, WorkOrder order, WireRecord request)
    {
        Contract? contract = order.Contract is { } number ? books.FindContract(number) : null;
        MeterCard? meter = contract is null ? null : books.MeterOf(meters, contract);
        record.Record("otData", data => WriteData(data, order, request, contract, meter));
        if (contract is not null)
        {
            record
                .Record("clientData", client => WriteClient(client, contract))
                .Records("otElements", meter is null ? [] : new[] { meter }, WriteMeter)
                .Records("otReadings", books.ReadingsOf(contract).Take(ReadingLimit), WriteReading)
                .Records("otCustomerUnpaidBills", books.UnpaidOf(contract).Take(Page.Limit), WriteBill)
                .Record("otCustomerDebt", debt => WriteDebt(debt, contract));
        }

        record.Records("otComments", CommentsOn(order), (item, comment) => item
            .Value("dateTimeComment", LegacyCalendar.Text(comment.At))
            .Value("textComment", comment.Text));
    }

    private void WriteData(
        RecordWriter record, WorkOrder order, WireRecord request, Contract? contract, MeterCard? meter)
    {
        record
            .Value("operationalSiteID", request.Text("operationalSiteID"))
            .Value("installationID", request.Text("installationID"))
            .Value("systemOrigin", request.Text("systemOrigin"))
            .Value("otClassID", order.Type)
            .Value("otOriginID", order.Code)
            .Value("createDate", order.Created)
            .Value("requestDate", LegacyCalendar.Now(clock))
            .Value("otTypeID", order.Type?.ToString(CultureInfo.InvariantCulture))
            .Value("location", contract is null ? null : books.AreaName(contract.ServiceArea))
            .Value("streetName", contract is null ? null : $"SN, COLONIA {contract.Zone}")
            .Value("postalCode", contract is null ? null : books.HolderOf(contract).PostalCode)
            .Value("originMotiveDescription", WorkOrderKinds.MotiveName(order.Motive))
            .Value("customerContract", order.Contract?.ToString(CultureInfo.InvariantCulture))
            .Value("element", meter?.SerialNumber)
            .Value("readingArea", contract?.Zone)
            .Value("remoteMeterReading", meter?.Meter.Telemetered)
            .Value("completeAddress", contract is null ? null : books.AddressOf(contract))
            .Value("supplyPointId", order.ServicePoint);
    }

    private void WriteClient(RecordWriter record, Contract contract) => record
        .Value("clientNotify", customers.Email(contract) is not null)
        .Value("customerType", books.HolderOf(contract).ClientType.ToString())
        .Value("contactName", books.HolderOf(contract).FullName)
        .Value("contactAddress", customers.Address(contract)?.Text ?? books.AddressOf(contract))
        .Value("contactTelephone1", NumberOf(customers.Telephone(contract)))
        .Value("contactTelephone2", NumberOf(customers.Mobile(contract)));

    private static long? NumberOf(string? telephone) =>
        long.TryParse(telephone, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static void WriteMeter(RecordWriter record, MeterCard meter) => record
        .Value("manufacturedYear", meter.MadeIn ?? meter.Meter.Installed.Year)
        .Value("meterDial", meter.Meter.Dials)
        .Value("meterBrandID", meter.Make)
        .Value("meterModel", meter.Model)
        .Value("meterGauge", meter.CalibreMm.ToString(CultureInfo.InvariantCulture))
        .Value("serialNumber", meter.SerialNumber)
        .Value("installationDate", LegacyCalendar.StartOf(meter.Meter.Installed))
        .Value("remoteMeterReadingInstalled", meter.Meter.Telemetered)
        .Value("isIntegrated", false);

    private static void WriteReading(RecordWriter record, Reading reading) => record
        .Value("dial", 1)
        .Value("yearPeriod", YearPeriod(reading.Year, reading.Period))
        .Value("readingDate", reading.At)
        .Value("readingRegister", (decimal)reading.Dial)
        .Value("classReading", CycleReading.Of(reading).Kind)
        .Value("consumed", (decimal)reading.Consumption)
        .Value("observationsReading", CycleReading.Of(reading).Remark)
        .Value("isBilled", reading.Period is not null);

    private void WriteBill(RecordWriter record, Invoice invoice) => record
        .Value("reclaimed", false)
        .Value("statusBill", invoice.Due < LegacyCalendar.Today(clock) ? "VENCIDA" : "PENDIENTE")
        .Value("yearPeriod", YearPeriod(invoice.Year, invoice.Period))
        .Value("billImport", books.OwedOn(invoice));

    private void WriteDebt(RecordWriter record, Contract contract) => record
        .Value("reclaimedBills", 0)
        .Value("customerTotalDebt", books.UnpaidOf(contract).Sum(books.OwedOn))
        .Value("amountGivenToAccount", 0m);

    private static string? YearPeriod(short? year, byte? period) => period is null ? null : $"{year}{period:00}";

    private static IEnumerable<(DateTimeOffset At, string Text)> CommentsOn(WorkOrder order)
    {
        if (order.Comments is { } comments)
        {
            yield return (order.Created, comments);
        }

        foreach (WorkOrderVisit visit in order.Visits)
        {
            string result = visit.Done ? "VISITA REALIZADA" : "VISITA FALLIDA";
            yield return (visit.At, visit.Comments ?? visit.Incident ?? result);
        }

        if (order.Resolved is { } when)
        {
            yield return (when, order.Solution ?? "RESUELTA");
        }
    }
}
