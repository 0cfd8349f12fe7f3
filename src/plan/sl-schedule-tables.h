/* The tables of the schedule: a part of sl-kinds.c alone, which has the macros that they are made of. */
#pragma once

static const SlEnumValue places[] = {
  { "int", N_("INT") }, { "ext", N_("EXT") }, { "int-ext", N_("INT/EXT") }, { NULL, NULL },
};
static const SlEnumValue lights[] = {
  { "day", N_("Day") }, { "night", N_("Night") }, { "dawn", N_("Dawn") }, { "dusk", N_("Dusk") }, { NULL, NULL },
};
static const SlEnumValue pers[] = {
  { "day", N_("Per day") }, { "hour", N_("Per hour") }, { "square-metre-day", N_("Per square metre and day") },
  { "piece", N_("Per piece") }, { "once", N_("Once") }, { NULL, NULL },
};
static const SlEnumValue states[] = {
  { "hold", N_("Hold") }, { "challenged", N_("Challenged") }, { "confirmed", N_("Confirmed") },
  { "released", N_("Released") }, { "expired", N_("Expired") }, { NULL, NULL },
};
static const SlEnumValue phases[] = {
  { "prep", N_("Prep") }, { "build", N_("Build") }, { "calibration", N_("Calibration") },
  { "prelight", N_("Prelight") }, { "shoot", N_("Shoot") }, { "strike", N_("Strike") }, { "closed", N_("Closed") },
  { "load-in", N_("Load-in") }, { "rehearse", N_("Rehearsal") }, { "hot-hold", N_("Hot hold") },
  { "load-out", N_("Load-out") }, { NULL, NULL },
};
static const SlEnumValue unit_roles[] = {
  { "main", N_("Main unit") }, { "second", N_("Second unit") }, { "splinter", N_("Splinter unit") }, { NULL, NULL },
};
static const SlEnumValue categories[] = {
  { "props", N_("Props") }, { "extras", N_("Extras") }, { "stunts", N_("Stunts") }, { "vehicles", N_("Vehicles") },
  { "animals", N_("Animals") }, { "wardrobe", N_("Wardrobe") }, { "makeup", N_("Make-up and hair") },
  { "dressing", N_("Set dressing") }, { "greenery", N_("Greenery") }, { "camera", N_("Camera") },
  { "equipment", N_("Special equipment") }, { "effects", N_("Special effects") },
  { "visual-effects", N_("Visual effects") }, { "sound", N_("Sound") }, { "music", N_("Music") },
  { "labour", N_("Additional labour") }, { "security", N_("Security") }, { "other", N_("Other") }, { NULL, NULL },
};
static const SlEnumValue strip_forms[] = {
  { "scene", N_("Scene") }, { "day", N_("End of day") }, { "week", N_("End of week") }, { "banner", N_("Banner") },
  { NULL, NULL },
};
static const SlEnumValue weekdays[] = {
  { "mon", N_("Monday") }, { "tue", N_("Tuesday") }, { "wed", N_("Wednesday") }, { "thu", N_("Thursday") },
  { "fri", N_("Friday") }, { "sat", N_("Saturday") }, { "sun", N_("Sunday") }, { NULL, NULL },
};
static const SlEnumValue day_uses[] = {
  { "off", N_("Day off") }, { "holiday", N_("Holiday") }, { "worked", N_("Worked") }, { "travel", N_("Travel") },
  { "rehearsal", N_("Rehearsal") }, { "fitting", N_("Fitting") }, { NULL, NULL },
};
static const SlEnumValue rule_forms[] = {
  { "rest", N_("Rest between days") }, { "day", N_("Longest day") }, { "meal", N_("Meal due within") },
  { "meal-length", N_("Length of a meal") }, { "meal-penalty", N_("Penalty for a late meal") },
  { "overtime", N_("Overtime after") }, { "sixth-day", N_("Sixth day") }, { "seventh-day", N_("Seventh day") },
  { "days-running", N_("Days in a row") }, { "night", N_("Night work from") },
  { "minor-day", N_("Longest day of a minor") }, { "minor-latest", N_("A minor is off by") },
  { "drop", N_("Gap that releases cast") }, { NULL, NULL },
};
static const SlEnumValue risk_pers[] = {
  { "scene", N_("Each scene") }, { "day", N_("Each day") }, { "production", N_("Once") }, { NULL, NULL },
};

static const SlField unit_fields[] = {
  REF (SlUnitEntity, production, N_("Production"), "production", N_("Whose crew")),
  ENUM (SlUnitEntity, role, N_("Role"), unit_roles, "main", N_("Main, second or splinter")),
  COLOUR (SlUnitEntity, colour, N_("Colour"), "#78aeed", N_("In calendars")),
  REAL (SlUnitEntity, day_hours, N_("Day length"), NONE, 1, 24, "10", N_("Hours")),
  TIME (SlUnitEntity, call, N_("Call"), "08:00", N_("When its days begin")),
  REF (SlUnitEntity, calendar, N_("Calendar"), "calendar", N_("Its days off; none: the production's")),
  REAL (SlUnitEntity, day_rate, N_("Day rate"), MONEY, 0, 1e12, NULL, N_("What its crew costs a day")),
  NOTES (SlUnitEntity),
};

static const SlField scene_fields[] = {
  REF (SlSceneEntity, production, N_("Production"), "production", N_("Whose script")),
  TEXT (SlSceneEntity, number, N_("Number"), N_("As in the script")),
  INTEGER (SlSceneEntity, episode, N_("Episode"), NONE, 0, 100000, "0", N_("Of a series; 0: none")),
  ENUM (SlSceneEntity, place, N_("Place"), places, "int", N_("Interior or exterior")),
  ENUM (SlSceneEntity, light, N_("Time of day"), lights, "day", N_("Light of the scene")),
  BOOL (SlSceneEntity, light_taken, N_("Time taken over"), "false",
        N_("The heading gives no time of its own (CONTINUOUS, LATER, none at all): it is that of the scenes before")),
  TEXT (SlSceneEntity, set, N_("Set"), N_("Where it plays")),
  TEXT (SlSceneEntity, synopsis, N_("Synopsis"), N_("What happens"), .flags = SL_FIELD_MULTILINE),
  TEXT (SlSceneEntity, script_day, N_("Script day"), N_("Day of the story, such as D3 or N1")),
  INTEGER (SlSceneEntity, eighths, N_("Eighths"), NONE, 1, 10000, "8", N_("Length in eighths of a page"),
           .flags = SL_FIELD_EIGHTHS),
  LIST (SlSceneEntity, cast, N_("Cast"), REF, NONE, 0, 0, "cast", N_("Who plays"), .section = N_("Breakdown")),
  LIST (SlSceneEntity, elements, N_("Elements"), REF, NONE, 0, 0, "element",
        N_("Props, vehicles, stunts and what else it needs")),
  INTEGER (SlSceneEntity, extras, N_("Extras"), NONE, 0, 100000, "0", N_("How many people in the background")),
  REAL (SlSceneEntity, minutes, N_("Estimate"), MINUTE, 0, 1e6, NULL,
        N_("Shooting time as it is likely; unset: by its eighths"), .section = N_("Time")),
  REAL (SlSceneEntity, minutes_low, N_("At best"), MINUTE, 0, 1e6, NULL,
        N_("Shooting time if all goes well; unset: four fifths of the estimate")),
  REAL (SlSceneEntity, minutes_high, N_("At worst"), MINUTE, 0, 1e6, NULL,
        N_("Shooting time if little goes well; unset: one and a half times the estimate")),
  INTEGER (SlSceneEntity, setups, N_("Set-ups"), NONE, 0, 10000, "0", N_("Of the camera; 0: one a shot of the scene")),
  REF (SlSceneEntity, stage, N_("Stage"), "stage", N_("Where it is shot; none: the setup's"),
       .section = N_("Stage")),
  REF (SlSceneEntity, environment, N_("Environment"), "environment",
       N_("What the wall shows; none: what the setup says")),
  REF (SlSceneEntity, setup, N_("Setup"), "setup", N_("Where and how it is shot")),
  LIST (SlSceneEntity, after, N_("After"), REF, NONE, 0, 0, "scene", N_("Scenes that are shot before it"),
        .section = N_("Limits")),
  DATE (SlSceneEntity, earliest, N_("Not before"), N_("First day on which it can be shot")),
  DATE (SlSceneEntity, latest, N_("Not after"), N_("Last day on which it can be shot")),
  BOOL (SlSceneEntity, omitted, N_("Omitted"), "false", N_("It is no longer in the script")),
  DATE (SlSceneEntity, shot_on, N_("Shot on"), N_("Day on which it was shot; unset: not yet"),
        .section = N_("What was shot")),
  REAL (SlSceneEntity, shot_minutes, N_("It took"), MINUTE, 0, 1e6, NULL, N_("Shooting time as it was")),
  INTEGER (SlSceneEntity, shot_setups, N_("Set-ups shot"), NONE, 0, 10000, "0", N_("As they were; 0: not known")),
  INTEGER (SlSceneEntity, shot_eighths, N_("Eighths shot"), NONE, 0, 10000, "0",
           N_("As far as it was shot; 0: all of it"), .flags = SL_FIELD_EIGHTHS),
  TEXT (SlSceneEntity, heading, N_("Heading"), N_("As in the script"), .section = N_("Script")),
  TEXT (SlSceneEntity, script, N_("Text mark"), N_("By which a revision of the script tells whether its text changed")),
  ORIGIN (SlSceneEntity),
  NOTES (SlSceneEntity),
};

static const SlField cast_fields[] = {
  REF (SlCast, production, N_("Production"), "production", N_("Whose cast")),
  INTEGER (SlCast, number, N_("Number"), NONE, 0, 100000, "0", N_("On call sheets")),
  TEXT (SlCast, actor, N_("Actor"), N_("Who plays")),
  REAL (SlCast, day_rate, N_("Day rate"), MONEY, 0, 1e12, NULL, N_("Pay a day")),
  REF (SlCast, calendar, N_("Calendar"), "calendar", N_("Days off, travel, fittings"), .section = N_("Availability")),
  DATE (SlCast, from, N_("From"), N_("First day on which they can come")),
  DATE (SlCast, to, N_("To"), N_("Last day on which they can come")),
  BOOL (SlCast, minor, N_("Minor"), "false", N_("Rules for minors hold")),
  ORIGIN (SlCast),
  NOTES (SlCast),
};

static const SlField element_fields[] = {
  REF (SlElement, production, N_("Production"), "production", N_("Whose it is; none: the facility's, for all")),
  ENUM (SlElement, category, N_("Category"), categories, "props", N_("Where it stands in a breakdown")),
  INTEGER (SlElement, count, N_("Count"), NONE, 0, 100000, "1", N_("How many there are; 0: any number")),
  REAL (SlElement, day_rate, N_("Day rate"), MONEY, 0, 1e12, NULL, N_("What one costs a day")),
  REF (SlElement, calendar, N_("Calendar"), "calendar", N_("Days on which it is not to be had")),
  ORIGIN (SlElement),
  NOTES (SlElement),
};

static const SlField crew_fields[] = {
  REF (SlCrew, production, N_("Production"), "production", N_("Whose crew; none: the facility's, for all")),
  TEXT (SlCrew, department, N_("Department"), N_("Camera, grip, volume control…")),
  TEXT (SlCrew, role, N_("Role"), N_("What they do")),
  REF (SlCrew, unit, N_("Unit"), "unit", N_("The unit they belong to; none: all")),
  REAL (SlCrew, day_rate, N_("Day rate"), MONEY, 0, 1e12, NULL, N_("Pay a day")),
  REF (SlCrew, calendar, N_("Calendar"), "calendar", N_("Days off")),
  NOTES (SlCrew),
};

static const SlField strip_fields[] = {
  ENUM (SlStrip, is, N_("Strip"), strip_forms, "scene", N_("A scene, or what stands between scenes")),
  REF (SlStrip, scene, N_("Scene"), "scene", N_("Which scene")),
  TEXT (SlStrip, text, N_("Text"), N_("Of a banner or beside a day")),
  REAL (SlStrip, minutes, N_("Takes"), MINUTE, 0, 1e5, NULL, N_("Time that a banner takes of the day")),
  REF (SlStrip, unit, N_("Unit"), "unit", N_("Who shoots the day; none: the main unit")),
  DATE (SlStrip, date, N_("Date"), N_("Of a day that is fixed; unset: the next that is worked")),
  TIME (SlStrip, call, N_("Call"), NULL, N_("When the day begins; unset: when the unit's days do")),
};
RECORD_TYPE (strip_record, "strip", N_("Strip"), SlStrip, strip_fields);

static const SlField board_fields[] = {
  REF (SlBoard, production, N_("Production"), "production", N_("Whose schedule"), .flags = SL_FIELD_REQUIRED),
  DATE (SlBoard, start, N_("First day"), N_("First shooting day; unset: the production's")),
  DATE (SlBoard, locked, N_("Locked on"), N_("Since when it is what was agreed; unset: it is a draft")),
  REF (SlBoard, baseline, N_("Held against"), "board", N_("A locked board; what moved since is shown")),
  RECORDS (SlBoard, strips, N_("Strips"), strip_record, N_("In the order in which they are shot")),
  ORIGIN (SlBoard),
  NOTES (SlBoard),
};

static const SlField span_fields[] = {
  DATE (SlCalendarSpan, from, N_("From"), N_("First day"), .flags = SL_FIELD_REQUIRED),
  DATE (SlCalendarSpan, to, N_("To"), N_("Last day; unset: it is one day")),
  ENUM (SlCalendarSpan, is, N_("Use"), day_uses, "off", N_("What these days are")),
  TEXT (SlCalendarSpan, name, N_("Name"), N_("Such as National Day")),
};
RECORD_TYPE (span_record, "span", N_("Days"), SlCalendarSpan, span_fields);

static const SlField calendar_fields[] = {
  LIST (SlCalendar, week, N_("Days off each week"), ENUM, NONE, 0, 0, NULL, N_("mon tue wed thu fri sat sun"),
        .values = weekdays),
  RECORDS (SlCalendar, spans, N_("Other days"), span_record,
           N_("Holidays, days off, and days that are worked although the week says otherwise; a later line counts")),
  TEXT (SlCalendar, source, N_("Source"), N_("Where its days come from")),
  ORIGIN (SlCalendar),
  NOTES (SlCalendar),
};

static const SlField rule_fields[] = {
  ENUM (SlRule, is, N_("Rule"), rule_forms, "rest", N_("What it is about"), .flags = SL_FIELD_REQUIRED),
  REAL (SlRule, time, N_("Time"), MINUTE, 0, 100000, NULL,
        N_("Of a rest, a day, a meal; after which overtime is paid")),
  TIME (SlRule, clock, N_("Hour"), NULL, N_("Of the day: when night work begins, when a minor is off")),
  INTEGER (SlRule, days, N_("Days"), NONE, 0, 3660, "0", N_("In a row; of a gap that releases cast")),
  REAL (SlRule, factor, N_("Pay"), NONE, 0, 100, "1", N_("Times the usual from there on")),
  REAL (SlRule, amount, N_("Amount"), MONEY, 0, 1e9, "0", N_("Each time that it is broken")),
  REF (SlRule, of, N_("For"), "production unit cast crew", N_("Whom it is about; none: everyone")),
  DATE (SlRule, from, N_("From"), N_("First day on which it holds; unset: always has")),
  DATE (SlRule, to, N_("To"), N_("Last day on which it holds; unset: without end")),
  BOOL (SlRule, advice, N_("Advice"), "false", N_("Who breaks it is warned, no more")),
  TEXT (SlRule, source, N_("Source"), N_("Agreement or law that it stands in")),
  NOTES (SlRule),
};

static const SlField risk_fields[] = {
  REF (SlRisk, production, N_("Production"), "production", N_("Whose schedule it threatens; none: all")),
  REAL (SlRisk, chance, N_("Chance"), NONE, 0, 1, "0.1", N_("From 0 to 1")),
  REAL (SlRisk, low, N_("At best"), MINUTE, 0, 1e6, NULL, N_("Time that it costs; unset: what is likely")),
  REAL (SlRisk, likely, N_("Costs"), MINUTE, 0, 1e6, "60", N_("Time that it costs as is likely")),
  REAL (SlRisk, high, N_("At worst"), MINUTE, 0, 1e6, NULL, N_("Time that it costs; unset: what is likely")),
  ENUM (SlRisk, per, N_("Strikes"), risk_pers, "day", N_("How often it may")),
  LIST (SlRisk, of, N_("Where"), REF, NONE, 0, 0, "scene environment stage cast element",
        N_("Only scenes that are these or have them; none: all")),
  NOTES (SlRisk),
};

static const SlField rate_fields[] = {
  ENUM (SlRate, per, N_("Per"), pers, "day", N_("What it is multiplied by")),
  REAL (SlRate, amount, N_("Amount"), MONEY, 0, 1e12, "0", N_("In the production's currency")),
  REF (SlRate, of, N_("For"), "*", N_("What it pays for; none: the whole plan")),
  NOTES (SlRate),
};

static const SlField booking_fields[] = {
  REF (SlBooking, stage, N_("Stage"), "stage", N_("Which stage"), .flags = SL_FIELD_REQUIRED),
  REF (SlBooking, production, N_("Production"), "production", N_("For whom")),
  DATE (SlBooking, from, N_("From"), N_("First day"), .flags = SL_FIELD_REQUIRED),
  DATE (SlBooking, to, N_("To"), N_("Last day"), .flags = SL_FIELD_REQUIRED),
  ENUM (SlBooking, state, N_("State"), states, "hold", N_("How firm it is")),
  ENUM (SlBooking, phase, N_("Phase"), phases, "shoot", N_("What the days are for")),
  INTEGER (SlBooking, rank, N_("Rank"), NONE, 1, 9, "1", N_("Of a hold: 1 comes first")),
  DATE (SlBooking, expires, N_("Expires"), N_("When a hold lapses")),
  TIME (SlBooking, expires_time, N_("Expires at"), NULL,
        N_("The hour at which it lapses on that day, where the stage is; unset: at the day's end")),
  TEXT (SlBooking, contact, N_("Contact"), N_("Who answers for it")),
  TEXT (SlBooking, package, N_("Hand-off package"), N_("Address or folder of what the stage gets for these days")),
  NOTES (SlBooking),
};
