-- A region's sheets in one state are many more than the two facts apart would make one think: with this PostgreSQL expects
-- them, and asks the deadline once for each place instead of once for each sheet.
create statistics sheet_by_place_and_state (mcv, dependencies) on year, region, state, ats from sheet;
