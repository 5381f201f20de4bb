<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BacktestBadge</name>
    <message numerus="yes">
        <source>%n decision(s) recorded by you: shown, but not in the fit.</source>
        <translation>
            <numerusform>%n decision recorded by you: shown, but not in the fit.</numerusform>
            <numerusform>%n decisions recorded by you: shown, but not in the fit.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Cases</name>
    <message numerus="yes">
        <source>%n firm(s)</source>
        <translation>
            <numerusform>%n firm</numerusform>
            <numerusform>%n firms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message numerus="yes">
        <source>%n firm(s)</source>
        <translation>
            <numerusform>%n firm</numerusform>
            <numerusform>%n firms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) to mend. Click one below, or type in the table.</source>
        <translation>
            <numerusform>%n cell to mend. Click it below, or type in the table.</numerusform>
            <numerusform>%n cells to mend. Click one below, or type in the table.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%n file(s) exported.</source>
        <translation>
            <numerusform>%n file exported.</numerusform>
            <numerusform>%n files exported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GoalDialog</name>
    <message numerus="yes">
        <source>%n package(s) reach the goal.</source>
        <translation>
            <numerusform>%n package reaches the goal.</numerusform>
            <numerusform>%n packages reach the goal.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PackageCard</name>
    <message numerus="yes">
        <source>%n lever(s) moved</source>
        <translation>
            <numerusform>%n lever moved</numerusform>
            <numerusform>%n levers moved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScenarioPanel</name>
    <message numerus="yes">
        <source>%n lever(s) changed</source>
        <translation>
            <numerusform>%n lever changed</numerusform>
            <numerusform>%n levers changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>One found from %n start(s)</source>
        <translation>
            <numerusform>One found from %n start</numerusform>
            <numerusform>One found from %n starts</numerusform>
        </translation>
    </message>
</context>
</TS>
